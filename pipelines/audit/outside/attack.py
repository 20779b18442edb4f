"""Attack published editions with nothing but what they print and what is declared to be public."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from pipelines.audit.figures import PERIOD, PRISON, Edition, Figure, Name, Place, label
from pipelines.audit.outside.durations import write_durations
from pipelines.audit.outside.knowledge import (
    ADDS_UP,
    AREA,
    HEADS,
    HOURS,
    PERSONAL,
    PERSONS,
    PRESENT,
    RATIOS,
    STOCKS,
    Outsider,
)
from pipelines.audit.outside.links import write_kinds, write_links, write_session_limits
from pipelines.audit.outside.parts import families_of, write_sums
from pipelines.audit.outside.persons import write_persons, write_presence
from pipelines.audit.outside.ranges import ENDLESS, Range, ranges_of
from pipelines.audit.outside.revisions import write_revisions
from pipelines.audit.outside.states import Published, measures_hidden, published
from pipelines.audit.outside.stocks import write_stocks
from pipelines.audit.outside.system import System
from pipelines.audit.outside.vintages import Vintage, changes_between, vintages_of

UNTOLD = "[?]"
"""A figure that no edition says anything of."""
ATTENDED = ("attendances", "participant_hours", "sessions_held", "session_hours")


@dataclass(frozen=True)
class Shown:
    """A figure, or the difference of two versions of it, that is about fewer persons than the rules allow."""

    table: str
    name: Name
    values: tuple[Decimal, ...] = ()
    """What is shown: the figure, or both of them."""


@dataclass(frozen=True)
class OutsideAudit:
    """What an outsider can find: ranges of all that is withheld, and what was never withheld though small."""

    ranges: tuple[Range, ...]
    differences: tuple[Shown, ...]
    exposed: tuple[Shown, ...]
    given_up: tuple[str, ...]
    """Knowledge that what is shown contradicts."""
    unattacked: tuple[str, ...]
    """Measures that are withheld and of which the auditor knows no relation."""
    outsider: Outsider

    @property
    def exact(self) -> tuple[Range, ...]:
        """Give the withheld figures that are known exactly."""
        return tuple(each for each in self.ranges if each.is_exact)

    @property
    def narrow(self) -> tuple[Range, ...]:
        """Give the small withheld figures that are known more closely than the rules allow."""
        return tuple(each for each in self.ranges if not each.is_exact and self._is_narrow(each))

    def _is_narrow(self, each: Range) -> bool:
        rules = self.outsider.rules
        if not each.highest or each.lowest >= rules.threshold:
            return False
        width = min(rules.width, rules.threshold - 2)
        small = Decimal(rules.threshold - 1)
        top = small if each.whole is None else min(small, each.whole)
        # Of a figure that is shown, rounded, a zero may be known to be small: there nobody need be found.
        return each.highest - each.lowest < width or (each.is_withheld and each.highest < top)

    @property
    def is_clean(self) -> bool:
        """Tell whether an outsider finds nothing."""
        return not (self.exact or self.narrow or self.differences or self.exposed)


def audit_editions(
    editions: Sequence[Edition], outsider: Outsider, asked: Set[Name] = frozenset()
) -> OutsideAudit:
    """Compute what these editions, oldest first, give away together; also of `asked`, withheld or not."""
    vintages = vintages_of([*_printed_elsewhere(outsider), *editions, *_asked(asked)])
    out = published(vintages, outsider.rules)
    system = System()
    active = _active(out, vintages, asked)
    for vintage in range(len(vintages)):
        _write_vintage(system, out, vintage, active, outsider)
    for measure in sorted(active):
        write_revisions(system, out.series[measure])
    targets = dict(_targets(system, out, vintages, asked))
    rules = outsider.rules
    spans, given_up = ranges_of(
        system, frozenset(targets.values()), width=rules.width, threshold=rules.threshold
    )
    return OutsideAudit(
        tuple(_range(out, vintages, key, spans[number]) for key, number in targets.items()),
        tuple(_differences(vintages, outsider)),
        tuple(_exposed(vintages, out, outsider)),
        given_up,
        tuple(_unattacked(vintages)),
        outsider,
    )


def _printed_elsewhere(outsider: Outsider) -> Iterator[Edition]:
    """Give the figures that are declared to stand in print elsewhere, as one edition before all others."""
    figures = {
        (total.measure, frozenset(total.labels.items())): Figure(Decimal(total.value))
        for total in outsider.public.totals
    }
    if figures:
        yield Edition("", "", ("", "", 0, ""), figures, frozenset(), dict.fromkeys(figures, "elders"))


def _asked(names: Set[Name]) -> Iterator[Edition]:
    """Give the figures that are asked for, as one edition after all others that says nothing of them."""
    figures = dict.fromkeys(names, Figure(None, UNTOLD))
    if figures:
        yield Edition("", "", ("~", "", 0, ""), figures, frozenset(), dict.fromkeys(names, ""))


def _active(out: Published, vintages: Sequence[Vintage], asked: Set[Name]) -> frozenset[str]:
    """Give the measures that withhold something or that bound one that does."""
    unsure = set(measures_hidden(vintages)) | {measure for measure, _ in asked}
    if out.base > 1:
        unsure |= PERSONAL & out.series.keys()
    if unsure & set(ATTENDED):
        unsure |= set(ATTENDED) & out.series.keys()
    return frozenset(unsure & (ADDS_UP | STOCKS | PERSONS))


def _write_vintage(
    system: System, out: Published, vintage: int, active: frozenset[str], outsider: Outsider
) -> None:
    states = {measure: out.state(measure, vintage) for measure in sorted(active)}
    shared = tuple(
        place
        for measure in ATTENDED
        if measure in states
        for place in states[measure].figures
        if any(label(place, name) for name in AREA)
    )
    for measure, state in states.items():
        if measure in PERSONS:
            write_persons(system, out, state, outsider.public)
        else:
            cut = shared if measure in ATTENDED else ()
            families = families_of(state, outsider.public, cut, out.labels)
            for family in families:
                write_sums(system, out, state, family)
    write_session_limits(system, out, vintage, outsider.public)
    write_presence(system, out, vintage, outsider.public)
    write_durations(system, out, vintage)
    write_links(system, out, vintage)
    write_kinds(system, out, vintage, outsider.public)
    write_stocks(system, out, vintage)


def _targets(
    system: System, out: Published, vintages: Sequence[Vintage], asked: Set[Name]
) -> Iterator[tuple[tuple[int, Name], int]]:
    """Give what is withheld or asked, and in rounded editions the small figures, with the unknown of each."""
    for measure, series in sorted(out.series.items()):
        for state in series.states:
            withheld = {place for own, place in asked if own == measure and place in state.figures}
            withheld |= {
                place
                for number, vintage in zip(series.of_vintage, vintages, strict=True)
                if number == state.number
                for other, place in vintage.hidden
                if other == measure
            }
            if out.base > 1 and measure in PERSONAL:
                withheld |= {
                    place
                    for place, figure in state.figures.items()
                    if figure.value is not None and figure.value <= out.base
                }
            for place in sorted(withheld, key=sorted):
                if measure in ADDS_UP | STOCKS | PERSONS:
                    yield (state.number, (measure, place)), out.cell(system, state, place)


def _range(
    out: Published, vintages: Sequence[Vintage], key: tuple[int, Name], span: tuple[float, float]
) -> Range:
    state, name = key
    table = next((vintage.sources[name] for vintage in vintages if name in vintage.sources), "")
    low, high = (Decimal(str(round(end, 4))) if abs(end) < ENDLESS else None for end in span)
    assert low is not None
    withheld = any(name in vintage.hidden for vintage in vintages)
    whole = out.series[name[0]].states[state].figures.get(_all_of(name[1])) if _is_trait(*name) else None
    return Range(table, name, low, high, withheld, None if whole is None else whole.value)


def _all_of(place: Place) -> Place:
    return frozenset(pair for pair in place if pair[0] in (PRISON, PERIOD))


def _differences(vintages: Sequence[Vintage], outsider: Outsider) -> Iterator[Shown]:
    """Give the figures about persons that two versions show a few persons apart."""
    for before, after in pairwise(vintages):
        for change in changes_between(before, after):
            measure = change.name[0]
            is_counted = measure in PERSONAL and measure not in HOURS
            if is_counted and 0 < abs(change.after - change.before) < outsider.rules.threshold:
                yield Shown(after.sources[change.name], change.name, (change.before, change.after))


def _exposed(vintages: Sequence[Vintage], out: Published, outsider: Outsider) -> Iterator[Shown]:
    """Give the shown figures that count fewer persons than the rules allow, traits of the population too."""
    seen: set[Name] = set()
    for vintage in vintages:
        for name, figure in vintage.figures.items():
            measure, place = name
            is_small = figure.value is not None and 0 < figure.value < outsider.rules.threshold
            if is_small and name not in seen and (measure in HEADS or _is_trait(measure, place)):
                whole = vintage.figures.get((measure, _all_of(place))) if _is_trait(measure, place) else None
                if out.base > 1 or (whole is not None and whole.value == figure.value):
                    continue  # all who were there: the population itself is public
                seen.add(name)
                assert figure.value is not None
                yield Shown(vintage.sources[name], name, (figure.value,))


def _is_trait(measure: str, place: Place) -> bool:
    return measure in PRESENT and place != _all_of(place)


def _unattacked(vintages: Sequence[Vintage]) -> Iterator[str]:
    """Name the measures that are withheld somewhere and of which nothing is known; rates repeat others."""
    known = ADDS_UP | STOCKS | PERSONS | RATIOS.keys()
    yield from sorted(measures_hidden(vintages) - known)
