"""Decide which cells of a release to hide: measure by measure, persons first."""

from collections.abc import Mapping, Sequence

from pipelines.errors import DisclosureError
from pipelines.protect.decision.decided import (
    Decision,
    cells_with_hours,
    event_groups,
    given_of,
    given_with_hours,
)
from pipelines.protect.decision.derivable import derivable
from pipelines.protect.decision.personal_release import PersonalRelease, families, person_cells
from pipelines.protect.events import EventProof, Given, hidden_talks, hidden_traits, protect_events
from pipelines.protect.log import Reason
from pipelines.protect.persons import YearBlockProof, protect_persons
from pipelines.protect.structure import (
    HOURS,
    PERIOD,
    TIMES,
    Link,
    Place,
    name_of,
    place_of,
)

SAME_TIMES = (TIMES, HOURS)


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
    groups = event_groups(release)
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
    beside = {(measure, place) for measure, place in lost if given[measure].is_beside}
    if not beside:
        return proofs
    for measure, place in beside:
        decision.hide((measure,), (place,), Reason.LADDER)
        decision.dropped.add((measure, dict(place)[PERIOD]))
    given = given_with_hours(release, decision, small, group)
    return protect_events(cells, given, release.known, release.rules)


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
