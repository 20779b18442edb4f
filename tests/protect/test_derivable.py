"""What is shown again is what a reader works out, and all of that: against linear programs written down apart."""

import random

import pytest
from test_what_is_out import COUNTS, OFFER, attacked, table

from pipelines.protect import DisclosureRules
from pipelines.protect.decision.derivable import derivable
from pipelines.protect.events import Given, cells_of
from pipelines.protect.structure import Structure, place_of

MEASURE = "attendances"
NOTHING = frozenset()


@pytest.mark.parametrize("seed", range(4))
def test_what_can_have_one_value_only_is_shown_whatever_tells_it(seed):
    """By domain and by partner, each partner in one domain: sums within a table, and who works where."""
    tables = [table(COUNTS, name, ("2025",)) for name in ("domain", "organisation")]
    counted = {place_of(each.dimensions, key): value for each in tables for key, value in each.counts.items()}
    hidden = frozenset(random.Random(seed).sample(sorted(counted), 7))
    cells = cells_of(tables, (), Structure(), offer=OFFER)
    given = {MEASURE: Given(NOTHING, hidden, NOTHING)}
    rules = DisclosureRules()
    found = derivable(cells, given, Structure(), rules, stay=NOTHING, untold=NOTHING)
    spans = attacked({**counted, **dict.fromkeys(hidden)}, COUNTS)
    exact = {(MEASURE, place) for place, (low, high) in spans.items() if high - low < 0.5}
    assert found == exact
    assert found
    one = min(found)
    assert derivable(cells, given, Structure(), rules, stay={one}, untold=NOTHING) == found - {one}
    others = frozenset((MEASURE, place) for place in counted) - {(MEASURE, place) for place in hidden}
    assert not derivable(cells, given, Structure(), rules, stay=NOTHING, untold=others)
