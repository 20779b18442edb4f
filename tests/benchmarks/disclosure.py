"""Disclosure control at the size of a report and ten times that: time, memory, and how little is hidden.

Times are those of the processor, for one thread; on a machine that does more, a clock shows others.
The tables are those of the measurements in the method: make-believe persons in prisons, domains, quarters.
"""

import resource
import sys
from collections.abc import Callable, Iterator, Mapping
from itertools import product
from pathlib import Path
from time import process_time
from typing import TypeVar

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1] / "protect"))

from make_believe import cross, name_of, participations, persons

from pipelines.protect import (
    DisclosureRules,
    PersonPatterns,
    ReleaseHistory,
    Status,
    attack_rounded,
    audit_edition,
    protect,
    protect_cells,
    round_cells,
)
from pipelines.protect.lp.interval_audit import attack
from pipelines.protect.lp.pattern_proof import view_of
from pipelines.protect.lp.system import build_system
from pipelines.tables import CountTable

T = TypeVar("T")
SHAPE = (18, 6, 4, 3)
TABLES = ({0, 1}, {0, 2}, {0, 3}, {1, 2, 3}, {0, 1, 3})
"""The dimensions of the five tables of a realistic report: prison, domain, quarter, gender."""
LOWER_BOUND = 61
"""No pattern for the table in three dimensions hides fewer secondary cells: proved by branch and cut."""
KNOWN = 307
"""The secondary cells of the best known clean patterns of the table in four dimensions: 294 to 307."""


def timed(work: Callable[[], T]) -> tuple[T, float]:
    start = process_time()
    return work(), process_time() - start


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def tell(what: str, seconds: float, limit: float, yardstick: float, *more: str) -> None:
    words = ", ".join(
        [f"{seconds:.1f} s (grens {limit:.0f} s)", f"{seconds / yardstick:.0f} x de aanval", *more]
    )
    say(f"{what}: {words}")


def measure_cross(shape: tuple[int, ...], columns: tuple[int, ...] = (1, 2, 3, 4)) -> Mapping[str, int]:
    """Suppress a full cross; give how many cells are secondary, and the narrowest proved range."""
    rows = persons(prisons=shape[0], number=9000 * shape[0] // 18)[:, [0, *columns]]
    values, relations = cross(participations(rows, shape))
    keys = {name: tuple(None if part == "*" else part for part in name.split("/")) for name in values}
    pattern, seconds = timed(lambda: protect_cells(values, relations, keys=keys))
    status = list(pattern.status.values())
    narrowest = min(high - low for low, high in pattern.ranges.values())
    return {
        "cells": len(values),
        "small": status.count(Status.PRIMARY),
        "secondary": status.count(Status.SECONDARY),
        "narrowest": narrowest,
        "milliseconds": round(1000 * seconds),
    }


def yardstick() -> float:
    """The time of one attack on the table in four dimensions with its small cells hidden alone."""
    values, relations = cross(participations(persons(), SHAPE))
    small = {name: (1, 4) for name, value in values.items() if 0 < value < 5}
    system = build_system(values, relations, ranges=small)
    return timed(lambda: attack(view_of(system, system.unsafe), system.unsafe))[1]


def linked() -> Mapping[str, int]:
    """Protect five linked tables: cells of their joint cross that none of them shows are hidden anyway."""
    table = participations(persons(), SHAPE)
    values, relations = cross(table)
    shape = table.shape
    inner = {
        name_of(place, shape): {axis for axis, at in enumerate(place) if at < shape[axis] - 1}
        for place in np.ndindex(*shape)
    }
    shown = {name for name, axes in inner.items() if any(axes <= own for own in TABLES)}
    pattern, seconds = timed(
        lambda: protect_cells(values, relations, unpublished=[name for name in values if name not in shown])
    )
    status = list(pattern.status.values())
    return {
        "cells": len(status),
        "small": status.count(Status.PRIMARY),
        "secondary": status.count(Status.SECONDARY),
        "narrowest": min(high - low for low, high in pattern.ranges.values()),
        "milliseconds": round(1000 * seconds),
    }


QUARTERS = tuple(f"2025-K{number + 1}" for number in range(4))
DIMENSIONS = ("prison_code", "period_code", "domain_code", "gender")


def release() -> tuple[list[CountTable], PersonPatterns]:
    """Persons and attendances in four dimensions, each with all totals: two times 2,660 cells."""
    behind: dict[tuple[str | None, ...], tuple[set[int], list[int]]] = {key: (set(), []) for key in _keys()}
    atoms = set()
    for person, prison, domain, quarter, gender, times in persons().tolist():
        labels = (f"P{prison:02}", QUARTERS[quarter], f"D{domain}", "MVX"[gender])
        atoms.add((person, labels))
        for prison_code, period, domain_code, own in product(
            (None, labels[0]), ("2025", labels[1]), (None, labels[2]), (None, labels[3])
        ):
            who, often = behind[prison_code, period, domain_code, own]
            who.add(person)
            often.append(times)
    counts = {key: len(who) for key, (who, _) in behind.items()}
    tables = [
        CountTable(
            "cross.participants", DIMENSIONS, "participants", "person", counts, adds_up=False, personal=True
        ),
        CountTable(
            "cross.attendances",
            DIMENSIONS,
            "attendances",
            "attendance",
            {key: sum(often) for key, (_, often) in behind.items()},
            adds_up=True,
            personal=True,
            contributors=counts,
        ),
    ]
    periods = {code: ("2025", code) for code in QUARTERS}
    seasons = dict.fromkeys(QUARTERS, "2025")
    return tables, PersonPatterns(DIMENSIONS, tuple(sorted(atoms)), periods, seasons, ("domain_code",))


def _keys() -> Iterator[tuple[str | None, ...]]:
    prisons, domains = ([None, *(f"{letter}{number:0{digits}}" for number in range(size))]
                        for letter, size, digits in (("P", 18, 2), ("D", 6, 1)))  # fmt: skip
    return product(prisons, ("2025", *QUARTERS), domains, (None, *"MVX"))


def main() -> None:
    """Measure and print; the report's own limits stand beside the figures."""
    unit = yardstick()
    say(f"Eén aanval op 2.660 cellen (4 dimensies, enkel kleine cellen verborgen): {unit:.2f} s")

    flat = measure_cross((18, 6, 3), (1, 2, 4))
    above = 100 * flat["secondary"] / LOWER_BOUND - 100
    tell(
        f"{flat['cells']} cellen, 3 dimensies",
        flat["milliseconds"] / 1000,
        10,
        unit,
        f"{flat['small']} klein",
        f"{flat['secondary']} mee verborgen (ondergrens {LOWER_BOUND}: {above:+.1f} %)",
        f"smalste bereik {flat['narrowest']}",
    )
    full = measure_cross(SHAPE)
    tell(
        f"{full['cells']} cellen, 4 dimensies",
        full["milliseconds"] / 1000,
        30,
        unit,
        f"{full['small']} klein",
        f"{full['secondary']} mee verborgen ({full['secondary'] / KNOWN:.2f} x {KNOWN})",
        f"smalste bereik {full['narrowest']}",
    )
    five = linked()
    tell(
        f"Vijf gekoppelde tabellen, {five['cells']} cellen",
        five["milliseconds"] / 1000,
        10,
        unit,
        f"{five['small']} klein",
        f"{five['secondary']} mee verborgen",
        f"smalste bereik {five['narrowest']}",
    )

    tables, worlds = release()
    rules, periods = DisclosureRules(), {"period_code": dict.fromkeys(QUARTERS, "2025")}
    done, seconds = timed(lambda: protect(tables, rules, periods, worlds=worlds))
    tell("Personen en aanwezigheden samen, 2 x 2.660 cellen", seconds, 30, unit,
         f"{len(done.log.hidden)} verborgen", f"{done.log.witnesses} getuigen")  # fmt: skip
    found, seconds = timed(
        lambda: audit_edition(tables, done.tables, rules, periods, worlds=worlds, earlier=ReleaseHistory())
    )
    tell("De audit daarvan", seconds, 30, unit, "niets open" if found.is_clean else f"{len(found.open)} OPEN")

    values, relations = cross(participations(persons(), SHAPE))
    rounded, seconds = timed(lambda: round_cells(values, relations))
    off = [abs(rounded[name] - value) for name, value in values.items() if value]
    tell("Afronden op 5, 2.660 cellen", seconds, 10, unit,
         f"gemiddeld {sum(off) / len(off):.2f} ernaast, hoogstens {max(off)}")  # fmt: skip
    ranges, seconds = timed(lambda: attack_rounded(values, rounded, relations))
    tell("De aanval daarop", seconds, 60, unit,
         f"smalste bereik {min(high - low for low, high in ranges.values()) + 1} waarden")  # fmt: skip

    wide = measure_cross((189, 6, 4, 3))
    tell(
        f"{wide['cells']} cellen, 189 gevangenissen",
        wide["milliseconds"] / 1000,
        120,
        unit,
        f"{wide['small']} klein",
        f"{wide['secondary']} mee verborgen",
        f"smalste bereik {wide['narrowest']}",
    )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    say(f"Geheugen: hoogstens {peak:.2f} GiB (grens 4 GiB)")


if __name__ == "__main__":
    main()
