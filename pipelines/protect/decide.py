"""Decide which cells of a release to hide: one status for each cell of a family of measures."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pipelines.errors import DisclosureError
from pipelines.protect.events import Given, protect_events
from pipelines.protect.log import Reason
from pipelines.protect.patterns import PERIOD, PersonPatterns, Place, name_of, place_of
from pipelines.protect.persons import SeasonProof, protect_persons
from pipelines.protect.primary import hides_zeros
from pipelines.protect.register import Register
from pipelines.protect.rules import DisclosureRules
from pipelines.protect.stage import PersonCells, margins_of
from pipelines.protect.sums import Structure
from pipelines.tables import CountTable, Key

Unsafe = Mapping[str, Mapping[Key, Reason]]


@dataclass
class Decision:
    """What is hidden so far, by measure; it only grows, for suppressing more never hurts."""

    hidden: dict[str, set[Place]] = field(default_factory=dict)
    reasons: dict[tuple[str, Place], Reason] = field(default_factory=dict)
    ranges: dict[tuple[str, Place], tuple[int, int]] = field(default_factory=dict)
    witnesses: int = 0
    raised: list[Mapping[Place, int]] = field(default_factory=list)
    """Of each world of persons the cells that count more of them in it."""

    def hide(self, measures: Iterable[str], places: Iterable[Place], reason: Reason) -> None:
        """Hide cells of some measures; the first reason stays."""
        found = set(places)
        for measure in measures:
            self.hidden.setdefault(measure, set()).update(found)
            for place in found:
                self.reasons.setdefault((measure, place), reason)


@dataclass(frozen=True)
class Release:
    """The personal tables of a release with what is known about them."""

    tables: tuple[CountTable, ...]
    unsafe: Unsafe
    rules: DisclosureRules
    known: Structure
    worlds: PersonPatterns | None
    earlier: Register

    def of(self, measure: str) -> tuple[CountTable, ...]:
        """Give the tables of a measure."""
        return tuple(table for table in self.tables if table.measure == measure)

    def unsafe_places(self, measure: str) -> frozenset[Place]:
        """Give the unsafe cells of a measure."""
        return frozenset(
            place_of(table.dimensions, key) for table in self.of(measure) for key in self.unsafe[table.name]
        )


def decide(release: Release) -> Decision:
    """Pass over the persons, then over each measure of events; what one hides stays hidden for its family."""
    decision = Decision()
    for family in _families(release):
        small = frozenset().union(*(release.unsafe_places(measure) for measure in family))
        frozen = release.earlier.shown_places(family) - small
        decision.hide(family, release.earlier.hidden_places(family) - frozen, Reason.EARLIER)
        decision.hide(family, small, Reason.SHARED)
        for measure in family:
            raised = tuple(decision.raised) if family[0] == _crowd(release) else ()
            given = Given(small, frozenset(decision.hidden[measure]), frozen, raised)
            _decide_measure(release, decision, family, measure, given)
    _let_follow(release, decision)
    return decision


def _families(release: Release) -> list[tuple[str, ...]]:
    """Group measures of the same persons, such as participants, attendances and hours; persons first."""
    measures = sorted({table.measure for table in release.tables})
    crowd = _crowd(release)
    counted = _counts(release.of(crowd))
    same = [
        measure for measure in measures if measure != crowd and _same_persons(release.of(measure), counted)
    ]
    family = [(crowd, *same)] if crowd in measures else []
    return family + [(measure,) for measure in measures if measure not in (crowd, *same)]


def _crowd(release: Release) -> str:
    """Name the measure whose persons are known."""
    return release.worlds.measure if release.worlds else ""


def _counts(tables: Sequence[CountTable]) -> dict[Place, int]:
    return {
        place_of(table.dimensions, key): int(value)
        for table in tables
        for key, value in table.counts.items()
        if value is not None
    }


def _same_persons(tables: Sequence[CountTable], counted: Mapping[Place, int]) -> bool:
    behind = _behind(tables)
    common = behind.keys() & counted.keys()
    return bool(common) and all(behind[place] == counted[place] for place in common)


def _behind(tables: Sequence[CountTable]) -> dict[Place, int]:
    return {
        place_of(table.dimensions, key): count
        for table in tables
        for key, count in (table.contributors or {}).items()
    }


def _decide_measure(
    release: Release, decision: Decision, family: tuple[str, ...], measure: str, given: Given
) -> None:
    tables = release.of(measure)
    if any(table.adds_up for table in tables):
        for proof in protect_events(tables, given, release.known, release.rules):
            decision.hide((measure,), proof.hidden, Reason.LADDER if proof.last_rung else Reason.SECONDARY)
            decision.witnesses += proof.witnesses
            decision.ranges.update({(measure, place): span for place, span in proof.ranges.items()})
    elif release.worlds is not None and measure == release.worlds.measure:
        for season in _persons(release, tables, given, release.worlds):
            decision.hide((measure,), season.hidden & season.ladder, Reason.LADDER)
            decision.hide((measure,), season.hidden, Reason.SECONDARY)
            decision.witnesses += season.witnesses
            decision.raised += season.raised
            decision.ranges.update({(measure, place): span for place, span in season.ranges.items()})
    elif all(table.contributors is None for table in tables):
        decision.hide(family, _whole_seasons(tables, given.unsafe, release.known), Reason.LADDER)


def _whole_seasons(
    tables: Sequence[CountTable], unsafe: frozenset[Place], known: Structure
) -> frozenset[Place]:
    """Hide a year of a count of persons nobody gave patterns of: where one is unsafe, nothing is proved."""
    touched = frozenset().union(*(_seasons(place, known) for place in unsafe))
    places = (place_of(table.dimensions, key) for table in tables for key in table.counts)
    return frozenset(place for place in places if _seasons(place, known) & touched)


def _seasons(place: Place, known: Structure) -> frozenset[str]:
    code = dict(place)[PERIOD]
    return known.seasons.get(code, frozenset({code}))


def _persons(
    release: Release, tables: Sequence[CountTable], given: Given, worlds: PersonPatterns
) -> tuple[SeasonProof, ...]:
    found = protect_persons(_cells(release, tables, given), worlds, release.rules)
    still_open = sorted({place for season in found for place in season.open})
    if still_open:
        raise DisclosureError(
            f"{len(still_open)} aantallen personen kunnen niet beschermd worden: "
            f"{'; '.join(name_of(place) for place in still_open[:10])}. Voeg categorieën samen of laat een "
            "uitsplitsing weg."
        )
    return found


def _cells(release: Release, tables: Sequence[CountTable], given: Given) -> PersonCells:
    zeros = {
        place_of(table.dimensions, key)
        for table in tables
        for key in table.counts
        if hides_zeros(table, key, release.rules)
    }
    return PersonCells(
        counts=_counts(tables),
        unsafe=release.unsafe_places(tables[0].measure),
        hidden=given.hidden,
        may_be_zero=frozenset(zeros),
        frozen=given.frozen,
        ceilings=_ceilings(release, given.unsafe),
        margins=margins_of(tables),
    )


def _ceilings(release: Release, unsafe: frozenset[Place]) -> Mapping[Place, int]:
    """No cell has more persons than attendances, as far as the attendances are shown: not in unsafe cells."""
    assert release.worlds is not None
    family = next(each for each in _families(release) if release.worlds.measure in each)
    ceilings: dict[Place, int] = {}
    for table in (table for measure in family[1:] for table in release.of(measure)):
        for key, value in table.counts.items():
            place = place_of(table.dimensions, key)
            if isinstance(value, int) and place not in unsafe:
                ceilings[place] = min(value, ceilings.get(place, value))
    return ceilings


def _let_follow(release: Release, decision: Decision) -> None:
    """Hide events of at least the same persons (expected, recorded) where the counted persons are hidden."""
    if release.worlds is None:
        return
    counted = _counts(release.of(release.worlds.measure))
    hidden = decision.hidden.get(release.worlds.measure, set())
    for measure in sorted({table.measure for table in release.tables}):
        behind = _behind(release.of(measure))
        common = behind.keys() & counted.keys()
        if common and all(behind[place] >= counted[place] for place in common):
            decision.hide((measure,), hidden & common, Reason.SHARED)
