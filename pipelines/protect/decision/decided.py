"""What is decided so far, and what of it each measure starts from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipelines.protect.decision.personal_release import PersonalRelease
from pipelines.protect.events import EventCells, EventProof, Given, with_hours
from pipelines.protect.log import Reason
from pipelines.protect.persons import YearBlockProof, breakdown_of
from pipelines.protect.structure import HOURS, PERIOD, TIMES, WITHIN, Link, Place
from pipelines.tables import Value


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


def given_of(
    release: PersonalRelease, decision: Decision, small: Mapping[str, frozenset[Place]], measure: str
) -> Given:
    """Give what is decided of a measure so far."""
    has_persons = measure in release.covers
    raised = tuple(decision.raised) if has_persons else ()
    frozen = release.earlier.shown_places(measure)
    return Given(
        small[measure] - frozen,
        frozenset(decision.hidden[measure]),
        frozen,
        raised,
        before=release.earlier.hidden_places(measure) - frozen,
        once_small=release.earlier.once_small(measure, release.rules.threshold),
        has_persons=has_persons,
    )


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


def event_groups(release: PersonalRelease) -> list[tuple[str, ...]]:
    """Group the measures of events that links tie together; kinds of attendances are with attendances."""
    found = release.groups
    joined = [group for group in found if {TIMES, *WITHIN} & set(group)]
    if not any(TIMES in group for group in joined):
        return found
    together = tuple(sorted(measure for group in joined for measure in group))
    return sorted([*(group for group in found if group not in joined), together])
