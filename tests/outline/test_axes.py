"""An outline may name the charts that can be drawn, and no others."""

from pipelines.figures import KINDS
from pipelines.outline import CHARTS


def test_every_chart_that_an_outline_may_name_can_be_drawn():
    assert set(CHARTS) == set(KINDS)
