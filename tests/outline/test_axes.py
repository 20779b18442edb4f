"""An outline may name the charts that can be drawn, and no others."""

from typing import get_args

from pipelines.figures import KINDS
from pipelines.outline import ChartKind


def test_every_chart_that_an_outline_may_name_can_be_drawn():
    assert set(get_args(ChartKind)) == set(KINDS)
