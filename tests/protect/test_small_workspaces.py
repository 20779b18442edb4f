"""A release of few persons is published all the same: a breakdown that cannot be proved is given up and named."""

import pytest
from releases import attendances, patterns, release

from pipelines.protect import DisclosureRules, audit_edition, compare_methods, protect
from pipelines.tables import Mark

RULES = DisclosureRules()
PERIODS = {"period_code": dict.fromkeys(("2025-K1", "2025-K2", "2025-K3", "2025-K4"), "2025")}


@pytest.mark.parametrize("seed", range(4))
def test_a_handful_of_persons_still_makes_a_release(seed):
    rows = attendances(seed, number=25, prisons=2)
    tables, worlds = release(rows), patterns(rows)
    done = protect(tables, RULES, PERIODS, worlds=worlds)
    audit = audit_edition(tables, done.tables, RULES, PERIODS, worlds=worlds)
    assert audit.is_clean
    for name, period in done.log.dropped:
        shown = [cell for table in done.tables.values() if name in table.dimensions
                 and table.measure == "participants" for key, cell in table.cells.items()
                 if key[1] == period and key[table.dimensions.index(name)] and cell.value]  # fmt: skip
        assert not shown


def test_the_methods_are_compared_on_the_release_at_hand():
    rows = attendances(0, number=300, prisons=2)
    suppress, rounded = compare_methods(release(rows), RULES, PERIODS, worlds=patterns(rows))
    assert (suppress.method, rounded.method) == ("suppress", "round5")
    assert suppress.error == 0
    assert 0 < rounded.error <= rounded.largest < 10
    assert rounded.hidden < suppress.hidden
    done = protect(release(rows), RULES, PERIODS, worlds=patterns(rows))
    hidden = sum(
        cell.mark is Mark.SUPPRESSED for table in done.tables.values() for cell in table.cells.values()
    )
    assert suppress.hidden == hidden
