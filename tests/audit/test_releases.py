"""Whole make-believe releases, protected and then attacked from outside by their printed tables."""

from decimal import Decimal

import pytest
from hand import attack, printed
from releases import attendances, patterns, release

from pipelines.protect import DisclosureRules, protect

PERIODS = {"period_code": {f"2025-K{quarter}": "2025" for quarter in (1, 2, 3, 4)}}
ROWS = attendances(number=300, prisons=2)
TABLES = release(ROWS)
TRUE = {
    (table.measure, frozenset((name, code) for name, code in zip(table.dimensions, key, strict=True) if code)): value
    for table in TABLES
    for key, value in table.counts.items()
}  # fmt: skip


@pytest.mark.parametrize("method", ["suppress", "round5"])
def test_an_outsider_finds_nothing_small_in_a_release_and_nothing_untrue(method, tmp_path):
    done = protect(TABLES, DisclosureRules(method=method), PERIODS, worlds=patterns(ROWS))
    found = attack(printed(tmp_path, done.tables))
    assert len(found.ranges) > 20
    assert found.given_up == ()
    assert (found.narrow, found.exposed) == ((), ())
    assert [each for each in found.exact if each.lowest < Decimal(5)] == []
    for each in found.ranges:
        assert each.lowest <= TRUE[each.name]
        assert each.highest is None or TRUE[each.name] <= each.highest
