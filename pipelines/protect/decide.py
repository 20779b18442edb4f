"""Decide which cells of a release to hide: measure by measure, persons first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pipelines.errors import DisclosureError
from pipelines.protect.events import Given, protect_events
from pipelines.protect.log import Reason
from pipelines.protect.patterns import PersonPatterns, Place, name_of, place_of
from pipelines.protect.persons import SeasonProof, protect_persons
from pipelines.protect.release import Release, covering, families, person_cells


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


def decide(release: Release) -> Decision:
    """Pass over the persons, then over each measure of events.

    An unsafe cell is unsafe in all measures of the same persons. A cell that is hidden for its sake is
    hidden in its own measure only: the proof of the others holds it as a floor or a ceiling.
    """
    decision = Decision()
    asking = covering(release)
    for family in families(release):
        small = release.unsafe_places(*family)
        frozen = release.earlier.shown_places(family) - small
        decision.hide(family, release.earlier.hidden_places(family) - frozen, Reason.EARLIER)
        decision.hide(family, small, Reason.SHARED)
        for measure in family:
            raised = tuple(decision.raised) if measure in asking else ()
            given = Given(small, frozenset(decision.hidden[measure]), frozen, raised)
            _decide_measure(release, decision, measure, given)
    return decision


def _decide_measure(release: Release, decision: Decision, measure: str, given: Given) -> None:
    tables = release.of(measure)
    if any(table.adds_up for table in tables):
        for proof in protect_events(tables, given, release.known, release.rules):
            decision.hide((measure,), proof.hidden, Reason.LADDER if proof.last_rung else Reason.SECONDARY)
            decision.witnesses += proof.witnesses
            decision.ranges.update({(measure, place): span for place, span in proof.ranges.items()})
    elif release.worlds is not None and measure == release.crowd:
        for season in _persons(release, given, release.worlds):
            decision.hide((measure,), season.hidden & season.ladder, Reason.LADDER)
            decision.hide((measure,), season.hidden, Reason.SECONDARY)
            decision.witnesses += season.witnesses
            decision.raised += season.raised
            decision.ranges.update({(measure, place): span for place, span in season.ranges.items()})
    elif all(table.contributors is None for table in tables):
        decision.hide((measure,), whole_seasons(release, measure, given.unsafe), Reason.LADDER)


def whole_seasons(release: Release, measure: str, unsafe: frozenset[Place]) -> frozenset[Place]:
    """Hide a year of a count of persons nobody gave patterns of: where one is unsafe, nothing is proved."""
    touched = frozenset().union(*(release.seasons(place) for place in unsafe))
    places = (place_of(table.dimensions, key) for table in release.of(measure) for key in table.counts)
    return frozenset(place for place in places if release.seasons(place) & touched)


def _persons(release: Release, given: Given, worlds: PersonPatterns) -> tuple[SeasonProof, ...]:
    found = protect_persons(person_cells(release, given), worlds, release.rules)
    still_open = sorted({place for season in found for place in season.open})
    if still_open:
        raise DisclosureError(
            f"{len(still_open)} aantallen personen kunnen niet beschermd worden: "
            f"{'; '.join(name_of(place) for place in still_open[:10])}. Voeg categorieën samen of laat een "
            "uitsplitsing weg."
        )
    return found
