"""The figures of one measure in the states that were published, and the unknown of each figure."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import pairwise

from pipelines.audit.figures import Figure, Place, label
from pipelines.audit.outside.knowledge import HOURS, MAY_SHRINK, PERSONAL, Rules
from pipelines.audit.outside.program import INFINITY
from pipelines.audit.outside.system import System
from pipelines.audit.outside.vintages import Change, Vintage, changes_between

BASE = 5
ENOUGH_ROUNDED = 20
AVERAGE = "average_population"
QUARTERS = 2
"""An hour in quarters has so many decimals."""
WHERE_AND_WHEN = frozenset({"prison_code", "period_code"})
Kind = tuple[frozenset[str], str]
"""Dimensions, and the form of a period's code."""


@dataclass(frozen=True)
class State:
    """One measure between two changes of it: what is printed of each place."""

    measure: str
    number: int
    figures: Mapping[Place, Figure]

    def slack_of(self, place: Place) -> float:
        """Compute how far a printed figure may lie from the true one: half of the last decimal that is used.

        That figures end in zeros wherever their kind is printed (the same dimensions, periods of one length)
        says that they were rounded before. Hours in quarters are exact.
        """
        if is_whole(self.measure):
            return 0.0
        decimals = self._decimals.get(_kind(place), 0)
        if self.measure in HOURS and decimals <= QUARTERS:
            return 0.0
        return float(0.5 * 10.0 ** -max(decimals, 0))

    @cached_property
    def _decimals(self) -> Mapping[Kind, int]:
        found: dict[Kind, int] = defaultdict(int)
        for place, each in self.figures.items():
            if each.value is not None:
                found[_kind(place)] = max(found[_kind(place)], -_exponent(each.value.normalize()))
        return found


@dataclass(frozen=True)
class Series:
    """The states of one measure, which state each vintage shows, and what changed from one to the next."""

    states: tuple[State, ...]
    of_vintage: tuple[int, ...]
    changes: tuple[tuple[Change, ...], ...]


@dataclass(frozen=True)
class Published:
    """All that is out, by measure, with the base to which figures about persons are rounded (1: exact)."""

    series: Mapping[str, Series]
    rules: Rules
    base: int = 1
    vintages: int = 1

    @cached_property
    def labels(self) -> Mapping[str, frozenset[str]]:
        """Give by dimension every label that any measure prints."""
        found: dict[str, set[str]] = defaultdict(set)
        for series in self.series.values():
            for state in series.states:
                for place in state.figures:
                    for name, own in place:
                        found[name].add(own)
        return {name: frozenset(own) for name, own in found.items()}

    def state(self, measure: str, vintage: int) -> State:
        """Give what a measure shows in one vintage; a measure that was never published shows nothing."""
        series = self.series.get(measure)
        return State(measure, 0, {}) if series is None else series.states[series.of_vintage[vintage]]

    def cell(self, system: System, state: State, place: Place) -> int:
        """Give the unknown of a place that the state prints, bounded by what it prints."""
        figure = state.figures[place]
        low, high = self._bounds(state, place, figure)
        return system.unknown(
            ("cell", state.measure, state.number, place), low, high, whole=is_whole(state.measure)
        )

    def _bounds(self, state: State, place: Place, figure: Figure) -> tuple[float, float]:
        measure = state.measure
        if figure.value is None:
            may_be_zero = not figure.is_hidden or self._hides_zeros(place) or not is_whole(measure)
            # What was hidden stays hidden, also where a later version leaves nobody in a category.
            may_be_zero |= state.number > 0 and any(name in MAY_SHRINK for name, _ in place)
            return (0.0 if may_be_zero else 1.0), INFINITY
        shown = float(figure.value)
        if self.base > 1 and measure in PERSONAL:
            reach = self.base - (1 if is_whole(measure) else 0)
            return max(0.0, shown - reach), shown + reach
        slack = state.slack_of(place)
        return max(0.0, shown - slack), shown + slack

    def _hides_zeros(self, place: Place) -> bool:
        names = {name for name, _ in place} - WHERE_AND_WHEN
        return bool(names) if self.rules.zeros_hidden else bool(names & self.rules.sensitive)


def published(vintages: Sequence[Vintage], rules: Rules) -> Published:
    """Sort what is out by measure; what did not change is one state."""
    measures = sorted({name[0] for vintage in vintages for name in vintage.figures})
    changes = [tuple(changes_between(*pair)) for pair in pairwise(vintages)]
    series = {measure: _series(measure, vintages, changes) for measure in measures}
    return Published(series, rules, _base(vintages), len(vintages))


def _series(measure: str, vintages: Sequence[Vintage], changes: Sequence[tuple[Change, ...]]) -> Series:
    own = [tuple(change for change in each if change.name[0] == measure) for each in changes]
    of_vintage, steps = [0], []
    for each in own:
        of_vintage.append(of_vintage[-1] + bool(each))
        if each:
            steps.append(each)
    merged: list[dict[Place, Figure]] = [{} for _ in range(of_vintage[-1] + 1)]
    for number, vintage in zip(of_vintage, vintages, strict=True):
        for (other, place), figure in vintage.figures.items():
            known = merged[number].get(place)
            if other == measure and (known is None or _says_more(figure, known)):
                merged[number][place] = figure
    states = tuple(State(measure, number, figures) for number, figures in enumerate(merged))
    return Series(states, tuple(of_vintage), tuple(steps))


def _says_more(figure: Figure, known: Figure) -> bool:
    return known.value is None and (figure.value is not None or figure.is_hidden)


def _base(vintages: Iterable[Vintage]) -> int:
    """Tell from the figures themselves whether those about persons are rounded, as the method also says."""
    shown = [
        figure.value
        for vintage in vintages
        for (measure, _), figure in vintage.figures.items()
        if measure in PERSONAL and measure not in HOURS and figure.value
    ]
    is_rounded = len(shown) >= ENOUGH_ROUNDED and all(value % BASE == 0 for value in shown)
    return BASE if is_rounded else 1


def is_whole(measure: str) -> bool:
    """Tell whether a measure counts things, so that its figures are whole numbers."""
    return measure not in HOURS and measure not in (AVERAGE, "fte")


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _kind(place: Place) -> Kind:
    code = label(place, "period_code") or ""
    return frozenset(name for name, _ in place), re.sub(r"\d", "0", code)


def periods_of(figures: Iterable[Place]) -> frozenset[str]:
    """Give the codes of the periods of some places."""
    return frozenset(code for place in figures if (code := label(place, "period_code")) is not None)


def measures_hidden(vintages: Iterable[Vintage]) -> frozenset[str]:
    """Give the measures of which some figure is hidden."""
    return frozenset(measure for vintage in vintages for measure, _ in vintage.hidden)
