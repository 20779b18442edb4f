"""Who takes part in a group stayed in it: where nearly all of a group took part, that bounds the others.

The figures of a make-believe release are printed beside how many persons of each gender stayed, of men one more
than took part; an outsider holds the one against the other.
"""

from dataclasses import replace

import pytest
from hand import attack, printed
from releases import attendances, patterns, release

from pipelines.protect import DisclosureRules, audit_edition, protect
from pipelines.tables import CountTable

RULES = DisclosureRules()
PERIODS = {"period_code": {f"2025-K{quarter}": "2025" for quarter in (1, 2, 3, 4)}}
STAYED, MANY = "population_by_gender.persons_stayed", 25


def stayed(by_gender):
    counts = {key: count + 1 if key[2] == "M" else max(count, MANY)
              for key, count in by_gender.counts.items() if key[2] is not None}  # fmt: skip
    return CountTable(
        STAYED, by_gender.dimensions, "persons_stayed", "person", counts, adds_up=False, personal=False
    )


def few_found(folder, by_gender):
    few = {frozenset((n, one) for n, one in zip(by_gender.dimensions, key, strict=True) if one)
           for key, count in by_gender.counts.items() if 0 < count < RULES.threshold}  # fmt: skip
    found = attack(folder)
    return [
        one for one in (*found.exact, *found.narrow) if one.name[0] == "participants" and one.name[1] in few
    ]


@pytest.fixture(scope="module")
def world():
    rows = attendances(1, number=160, prisons=2)
    tables = [table for table in release(rows) if table.measure == "participants"]
    by_gender = next(table for table in tables if "gender" in table.dimensions)
    return tables, patterns(rows), by_gender


def test_one_who_decides_without_who_stayed_gives_few_persons_away(world, tmp_path):
    tables, worlds, by_gender = world
    blind = protect(tables, RULES, PERIODS, worlds=worlds).tables
    beside = protect([stayed(by_gender)], RULES, PERIODS).tables
    assert few_found(printed(tmp_path, {**blind, **beside}), by_gender)


def test_who_stayed_gives_no_few_persons_away(world, tmp_path):
    tables, worlds, by_gender = world
    whole = [*tables, stayed(by_gender)]
    done = protect(whole, RULES, PERIODS, worlds=worlds)
    assert done.tables[STAYED].cells == {
        key: replace(cell, value=stayed(by_gender).counts[key])
        for key, cell in done.tables[STAYED].cells.items()
    }
    assert few_found(printed(tmp_path, done.tables), by_gender) == []
    assert audit_edition(whole, done.tables, RULES, PERIODS, worlds=worlds).is_clean
