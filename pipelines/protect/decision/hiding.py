"""Decide which cells of a release to hide: measure by measure, persons first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipelines.errors import DisclosureError
from pipelines.protect.decision.derivable import derivable
from pipelines.protect.decision.personal_release import PersonalRelease, covering, families, person_cells
from pipelines.protect.events import (
    EventCells,
    EventProof,
    Given,
    hidden_talks,
    hidden_traits,
    protect_events,
    with_hours,
)
from pipelines.protect.log import Reason
from pipelines.protect.persons import YearBlockProof, breakdown_of, protect_persons
from pipelines.protect.structure import (
    HOURS,
    PERIOD,
    TIMES,
    Link,
    Place,
    groups_of,
    name_of,
    place_of,
)
from pipelines.tables import Value

SAME_TIMES = (TIMES, HOURS)


@dataclass
class Decision:
    """What is hidden so far, by measure; it only grows, for suppressing more never hurts."""

    hidden: dict[str, set[Place]] = field(default_factory=dict)
    reasons: dict[tuple[str, Place], Reason] = field(default_factory=dict)
    ranges: dict[tuple[str, Place], tuple[int, int]] = field(default_factory=dict)
    witnesses: int = 0
    raised: list[Mapping[Place, int]] = field(default_factory=list)
    """Of each world of persons the cells that count more of them in it."""
    dropped: set[tuple[str, str]] = field(default_factory=set)
    """Breakdowns of persons, and measures, that are not published, and in which period."""
    rounded: dict[tuple[str, Place], Value] = field(default_factory=dict)
    """What is shown in the place of cells, where figures are rounded."""

    def hide(self, measures: Iterable[str], places: Iterable[Place], reason: Reason) -> None:
        """Hide cells of some measures; the first reason stays."""
        found = set(places)
        for measure in measures:
            self.hidden.setdefault(measure, set()).update(found)
            for place in found:
                self.reasons.setdefault((measure, place), reason)

    def take_events(self, proof: EventProof) -> None:
        """Take over what a season of events hides and proves."""
        for measure, place in sorted(proof.hidden):
            self.hide((measure,), (place,), Reason.LADDER if proof.last_rung else Reason.SECONDARY)
            if proof.last_rung:
                self.dropped.add((measure, dict(place)[PERIOD]))
        self.witnesses += proof.witnesses
        self.ranges.update(proof.ranges)

    def take_persons(self, measure: str, proof: YearBlockProof) -> None:
        """Take over what a season of persons hides and proves."""
        self.hide((measure,), proof.hidden & proof.ladder, Reason.LADDER)
        self.hide((measure,), proof.hidden, Reason.SECONDARY)
        self.witnesses += proof.witnesses
        self.raised += proof.raised
        self.ranges.update({(measure, place): span for place, span in proof.ranges.items()})
        for place in proof.dropped:
            self.dropped |= {(name, dict(place)[PERIOD]) for name in breakdown_of(place) or {measure}}


def decide(release: PersonalRelease) -> Decision:
    """Pass over the persons, then over the events, measures that hang together at once.

    An unsafe cell is unsafe in all measures of the same persons. A cell that is hidden for its sake is
    hidden in its own measure only: the proof of the others holds it as a floor or a ceiling.
    """
    decision, small = Decision(), shared_unsafe(release)
    for measure in release.measures:
        out = release.earlier.shown_places(measure)
        held = (release.earlier.hidden_places(measure) - out) | release.earlier.kept_places(measure)
        held |= release.earlier.withheld_places(measure)
        decision.hide((measure,), held, Reason.EARLIER)
        decision.hide((measure,), small[measure] - out, Reason.SHARED)
    for measure in release.measures:
        _decide_persons(release, decision, measure, given_of(release, decision, small, measure))
    links = release.links
    groups = groups_of(sorted({table.measure for table in release.events}), links)
    for group in groups:
        hide_hours(release, decision)
        for proof in _decide_events(release, decision, small, group, links):
            decision.take_events(proof)
    hide_hours(release, decision)
    for group in groups:
        _show_derivable(release, decision, small, group, links)
    hide_others(release, decision)
    return decision


def _show_derivable(
    release: PersonalRelease,
    decision: Decision,
    small: Mapping[str, frozenset[Place]],
    group: Sequence[str],
    links: Sequence[Link],
) -> None:
    """Show of events what readers can work out; what is unsafe, or was hidden before, stays hidden."""
    given = given_with_hours(release, decision, small, group)
    stay = {(measure, place) for measure in group for place in small[measure]}
    stay |= release.earlier.hidden | release.earlier.withheld.keys()
    cells = cells_with_hours(release, group, links)
    for cell in derivable(cells, given, release.known, release.rules, stay=stay, untold=release.untold):
        decision.hidden[cell[0]].discard(cell[1])
        decision.reasons.pop(cell, None)


def _decide_events(
    release: PersonalRelease,
    decision: Decision,
    small: Mapping[str, frozenset[Place]],
    group: Sequence[str],
    links: Sequence[Link],
) -> tuple[EventProof, ...]:
    """Protect measures that hang together; attendances with the hours beside them.

    Where a season has no world that keeps the hours too, none of its hours are published.
    """
    given = given_with_hours(release, decision, small, group)
    cells = cells_with_hours(release, group, links)
    proofs = protect_events(cells, given, release.known, release.rules)
    lost = frozenset().union(*(proof.hidden for proof in proofs if proof.last_rung))
    beside = {place for measure, place in lost if given[measure].is_beside}
    if not beside:
        return proofs
    decision.hide((HOURS,), beside, Reason.LADDER)
    decision.dropped |= {(HOURS, dict(place)[PERIOD]) for place in beside}
    given = given_with_hours(release, decision, small, group)
    return protect_events(cells, given, release.known, release.rules)


def given_with_hours(
    release: PersonalRelease, decision: Decision, small: Mapping[str, frozenset[Place]], group: Sequence[str]
) -> dict[str, Given]:
    """Give what is decided of the measures of a group, and of hours where they stand beside attendances."""
    given = {measure: given_of(release, decision, small, measure) for measure in group}
    if TIMES in group and HOURS in release.measures and HOURS not in group:
        own = given_of(release, decision, small, HOURS)
        given[HOURS] = replace(own, unsafe=frozenset(), raised=(), before=frozenset(), is_beside=True)
    return given


def cells_with_hours(release: PersonalRelease, group: Sequence[str], links: Sequence[Link]) -> EventCells:
    """Give the cells of a group, with hours beside attendances as far as lengths of sessions are known."""
    tables = [table for measure in group for table in release.of(measure)]
    hours = release.of(HOURS) if TIMES in group and HOURS not in group else ()
    return with_hours(tables, hours, links, release.known, offer=release.offer)


def hide_hours(release: PersonalRelease, decision: Decision) -> None:
    """Hide hours where attendances are hidden, and the other way round.

    Where all sessions of a partner last equally long, the one is the other times a number that readers know.
    Before a measure is decided on it takes over what the other hides: two patterns would hide twice as much.
    """
    hidden = frozenset(place for measure in SAME_TIMES for place in decision.hidden.get(measure, ()))
    for measure in SAME_TIMES:
        own = {place_of(table.dimensions, key) for table in release.of(measure) for key in table.counts}
        decision.hide((measure,), hidden & own - release.earlier.shown_places(measure), Reason.SECONDARY)


def hide_others(release: PersonalRelease, decision: Decision) -> None:
    """Hide the sessions that tell how often few people came, and the few people of a trait who were there."""
    found = hidden_talks(
        release.sessions,
        release.talks,
        release.earlier,
        release.known,
        release.rules,
        offer=release.offer,
    )
    for measure, places in found.items():
        decision.hide((measure,), places & release.talks.few, Reason.CONTRIBUTORS)
        decision.hide((measure,), places, Reason.SECONDARY)
    for measure, places in hidden_traits(release.population, release.earlier, release.rules).items():
        decision.hide((measure,), places, Reason.PERSONS)


def shared_unsafe(release: PersonalRelease) -> dict[str, frozenset[Place]]:
    """Give by measure the cells that are unsafe in it or in another measure of the same persons."""
    return {
        measure: release.unsafe_places(*family) | release.earlier.kept_places(measure)
        for family in families(release)
        for measure in family
    }


def given_of(
    release: PersonalRelease, decision: Decision, small: Mapping[str, frozenset[Place]], measure: str
) -> Given:
    """Give what is decided of a measure so far."""
    raised = tuple(decision.raised) if measure in covering(release) else ()
    frozen = release.earlier.shown_places(measure)
    return Given(
        small[measure] - frozen,
        frozenset(decision.hidden[measure]),
        frozen,
        raised,
        before=release.earlier.hidden_places(measure) - frozen,
        once_small=release.earlier.once_small(measure, release.rules.threshold),
    )


def _decide_persons(release: PersonalRelease, decision: Decision, measure: str, given: Given) -> None:
    """Decide on a measure that does not add up: counts of persons, and averages over them."""
    tables = release.of(measure)
    if any(table.adds_up for table in tables):
        return
    if release.worlds is not None and measure == release.crowd:
        cells = person_cells(release, given)
        for season in closed(protect_persons(cells, release.worlds, release.rules)):
            decision.take_persons(measure, season)
    elif all(table.contributors is None for table in tables):
        decision.hide((measure,), whole_seasons(release, measure, given.unsafe), Reason.LADDER)


def whole_seasons(release: PersonalRelease, measure: str, unsafe: frozenset[Place]) -> frozenset[Place]:
    """Hide a year of a count of persons nobody gave patterns of: where one is unsafe, nothing is proved."""
    touched = frozenset().union(*(release.seasons(place) for place in unsafe))
    places = (place_of(table.dimensions, key) for table in release.of(measure) for key in table.counts)
    return frozenset(place for place in places if release.seasons(place) & touched)


def closed(found: tuple[YearBlockProof, ...]) -> tuple[YearBlockProof, ...]:
    """Give the proofs when no count of persons stays open; raise DisclosureError with those that do."""
    still_open = sorted({place for season in found for place in season.open})
    if still_open:
        raise DisclosureError(
            f"{len(still_open)} aantallen personen kunnen niet beschermd worden: "
            f"{'; '.join(name_of(place) for place in still_open[:10])}. Voeg categorieën samen of laat een "
            "uitsplitsing weg."
        )
    return found
