"""What is printed after late rows is true: counted now, or published before and marked so, or what those add up to."""

import random
from collections import Counter
from itertools import product

import pytest
from releases import released

from pipelines.protect import DisclosureRules, audit_edition, protect
from pipelines.protect.history.release_record import join_releases
from pipelines.protect.structure.patterns import place_of
from pipelines.tables import CountTable, Mark

RULES = DisclosureRules()
QUARTERS = ("2025-K1", "2025-K2")
PERIODS = {"period_code": dict.fromkeys(QUARTERS, "2025")}
NAME = "attendances_by_domain.attendances"


def table(rows, periods, second="domain_code"):
    """Count attendances of make-believe persons (prison, quarter, domain, person), and the persons behind them."""
    counts, behind = Counter(), {}
    for prison, quarter, domain, person in rows:
        for key in product((prison, None), (quarter, "2025"), (domain, None)):
            counts[key] += 1
            behind.setdefault(key, set()).add(person)
    labels = [sorted({row[at] for row in rows}) for at in (0, 2)]
    keys = product((*labels[0], None), periods, (*labels[1], None))
    cells = {key: counts[key] for key in keys}
    mart = f"attendances_by_{second.removesuffix('_code')}"
    return CountTable(
        f"{mart}.attendances", ("prison_code", "period_code", second), "attendances", "attendance", cells,
        adds_up=True, personal=True, contributors={key: len(behind.get(key, ())) for key in cells},
    )  # fmt: skip


def first_rows(chance):
    return [
        (prison, quarter, domain, f"{prison}{chance.randrange(30)}")
        for prison in ("GEN", "LEC", "MEC")
        for quarter in QUARTERS
        for domain in ("cultuur", "sport", "welzijn")
        for _ in range(chance.randrange(20, 40))
    ]


def late_rows(chance):
    """One person once, a group of persons who were counted already, and a domain that nobody delivered before."""
    prisons = ("GEN", "LEC", "MEC")
    rows = [
        (chance.choice(prisons), chance.choice(QUARTERS), "sport", "late") for _ in range(chance.randrange(3))
    ]
    for _ in range(chance.randrange(3)):
        prison, quarter = chance.choice(prisons), chance.choice(QUARTERS)
        domain = chance.choice(("gezondheid", "cultuur", "welzijn"))
        rows += [(prison, quarter, domain, f"{prison}{person}") for person in range(chance.randrange(2, 25))]
    return rows


def untrue(done, tables, before):
    """Give the printed figures that are neither counted, nor out and marked so, nor the sum of marked ones."""
    found = []
    for each in tables:
        safe = done.tables[each.name]
        known = {key: before.get((each.measure, place_of(each.dimensions, key))) for key in each.counts}
        true = {
            key: cell.value for key, cell in safe.cells.items()
            if cell.value is not None
            and (cell.value == each.counts[key] or (cell.value == known[key] and key in safe.held))
        }  # fmt: skip
        true |= {key: value for key, value in known.items() if value is not None and key not in true}
        true |= {key: each.counts[key] for key, cell in safe.cells.items() if cell.mark is Mark.SUPPRESSED}
        for _ in range(3):
            for key, cell in safe.cells.items():
                if cell.value is not None and key in safe.held and key not in true:
                    for at in range(3):
                        total = "2025" if at == 1 else None
                        parts = [
                            one for one in each.counts
                            if key[at] == total != one[at] and one[:at] + one[at + 1 :] == key[:at] + key[at + 1 :]
                        ]  # fmt: skip
                        if (
                            parts
                            and all(one in true for one in parts)
                            and cell.value == sum(map(true.get, parts))
                        ):
                            true[key] = cell.value
        found += [
            (each.name, key) for key, cell in safe.cells.items() if cell.value is not None and key not in true
        ]
    return found


def test_a_standing_total_does_not_print_a_new_part_as_nothing():
    """Ten persons who were counted already came 19 times; the total stands, and 0 beside it would be a lie."""
    rows = [
        ("LEC", "2025-K1", domain, f"p{person}") for domain in ("sport", "welzijn") for person in range(30)
    ]
    rows += [("GEN", "2025-K1", "gezondheid", f"q{person}") for person in range(30)]
    late = [("LEC", "2025-K1", "gezondheid", f"p{number % 10}") for number in range(19)]
    first = table(rows, ("2025-K1",))
    del_key = ("LEC", "2025-K1", "gezondheid")
    first = CountTable(**{**vars(first), "counts": {**first.counts, del_key: None}})
    register = join_releases([], [released(1, protect([first], RULES, PERIODS))])
    own = table([*rows, *late], ("2025-K1",))
    done = protect([own], RULES, PERIODS, earlier=register)
    cells = done.tables[NAME].cells
    assert own.counts[del_key] == 19
    assert cells["LEC", "2025-K1", None].value == 60
    assert cells[del_key].mark is Mark.NOT_AVAILABLE
    assert untrue(done, [own], register.figures) == []
    assert del_key in {each.key for each in done.log.hidden}
    assert audit_edition([own], done.tables, RULES, PERIODS, earlier=register).is_clean


@pytest.mark.parametrize("seed", range(12))
def test_every_printed_figure_is_true(seed):
    """Quarters come out, then late rows, then the year with a breakdown that was never out."""
    chance = random.Random(seed)
    rows = first_rows(chance)
    quarters = table(rows, (QUARTERS[0],) if seed % 2 else QUARTERS)
    first = protect([quarters], RULES, PERIODS)
    rows += late_rows(chance)
    is_same = seed % 3 == 0
    register = join_releases([] if is_same else [released(1, first)], [released(1, first)] if is_same else [])
    own = [table(rows, ("2025", *QUARTERS))]
    done = protect(own, RULES, PERIODS, earlier=register, counted=own)
    assert untrue(done, own, register.figures) == []
    again = protect(own, RULES, PERIODS, earlier=join_releases([released(1, first)], [released(2, done)]))
    assert untrue(again, own, {**register.figures, **released(2, done).shown}) == []
