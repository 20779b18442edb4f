"""A make-believe release: count tables and the persons behind them, counted in plain Python."""

import itertools
from collections import defaultdict
from decimal import Decimal

import numpy as np
from make_believe import persons

from pipelines.protect import PersonPatterns
from pipelines.protect.history.release_record import Released
from pipelines.protect.structure.patterns import place_of
from pipelines.tables import CountTable, Mark

DIMENSIONS = ("prison_code", "period_code", "domain_code", "gender", "age_band")
PERIODS = {
    "2025-K1": ("2025", "2025-JTD2", "2025-K1"),
    "2025-K2": ("2025", "2025-JTD2", "2025-K2"),
    "2025-K3": ("2025", "2025-K3"),
    "2025-K4": ("2025", "2025-K4"),
}
HOURS = Decimal("1.5")


def attendances(seed=0, number=500, prisons=3):
    """Rows (person, labels by dimension, form, attendances)."""
    ages = np.random.default_rng(seed).integers(3, size=number)
    return [
        (
            int(person),
            {
                "prison_code": f"P{prison}", "period_code": f"2025-K{quarter + 1}",
                "domain_code": f"D{domain}", "gender": "MVX"[gender], "age_band": f"A{ages[person]}",
            },
            "group" if (person + domain) % 5 else "individual",
            int(times),
        )
        for person, prison, domain, quarter, gender, times in persons(
            seed, number=number, prisons=prisons, domains=4
        )
    ]  # fmt: skip


def patterns(rows):
    """Give the persons' atoms."""
    atoms = {(person, tuple(labels[name] for name in DIMENSIONS)) for person, labels, _, _ in rows}
    return PersonPatterns(
        DIMENSIONS,
        tuple(sorted(atoms)),
        PERIODS,
        season_of=dict.fromkeys(PERIODS, "2025"),
        activities=("domain_code",),
    )


def release(rows):
    """Give the count tables of persons, attendances and hours."""
    tables = [_persons(rows, name) for name in ("domain_code", "gender", "age_band")]
    return [*tables, *_events(rows)]


def _keys(rows, *names):
    """All combinations of labels with totals; the period is never a total."""
    labels = []
    for name in names:
        known = sorted({_label(row, name) for row in rows})
        if name == "period_code":
            known = sorted({code for label in known for code in PERIODS[label]})
        else:
            known = [None, *known]
        labels.append(known)
    return itertools.product(*labels)


def _label(row, name):
    return row[2] if name == "form" else row[1][name]


def _behind(rows, *names):
    """The rows behind each key."""
    found = defaultdict(list)
    for row in rows:
        options = [
            PERIODS[_label(row, name)] if name == "period_code" else (None, _label(row, name))
            for name in names
        ]
        for key in itertools.product(*options):
            found[key].append(row)
    return {key: found.get(key, []) for key in _keys(rows, *names)}


def _persons(rows, name):
    names = ("prison_code", "period_code", name)
    counts = {key: len({row[0] for row in behind}) for key, behind in _behind(rows, *names).items()}
    mart = name.removesuffix("_code")
    return CountTable(f"participants_by_{mart}.participants", names, "participants", "person", counts,
                      adds_up=False, personal=True)  # fmt: skip


def _events(rows):
    names = ("prison_code", "period_code", "domain_code", "form")
    behind = _behind(rows, *names)
    contributors = {key: len({row[0] for row in found}) for key, found in behind.items()}
    times = {key: sum(row[3] for row in found) for key, found in behind.items()}
    hours = {key: HOURS * value for key, value in times.items()}
    return [
        CountTable(f"attendances_by_domain.{measure}", names, measure, unit, counts,
                   adds_up=True, personal=True, contributors=contributors)
        for measure, unit, counts in (("attendances", "attendance", times), ("participant_hours", "hour", hours))
    ]  # fmt: skip


def released(number, done):
    """Give a release as the register remembers it."""
    cells = {
        (each.measure, place_of(each.dimensions, key)): cell
        for each in done.tables.values()
        for key, cell in each.cells.items()
    }
    return Released(
        number,
        {cell: shown.value for cell, shown in cells.items() if shown.value is not None},
        frozenset(cell for cell, shown in cells.items() if shown.mark is Mark.SUPPRESSED),
        done.behind,
        frozenset({1}),
    )
