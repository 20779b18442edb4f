"""Sessions that one person takes part in: where few were held, they tell how often few people came.

A talk is an attendance. Where a reader sees that two talks were held, a hidden number of attendances is one
or two. So the sessions of such a cell are hidden too, and what is needed beside them, in every measure of
sessions.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipelines.protect.events.event_cells import EventCells, cells_of
from pipelines.protect.events.events import protect_events
from pipelines.protect.events.given import Given
from pipelines.protect.events.talk_limits import in_period, within
from pipelines.protect.history import ReleaseHistory, cell_of
from pipelines.protect.rules import DisclosureRules
from pipelines.protect.structure import (
    DIMENSIONS,
    HELD,
    PERIOD,
    PRISON,
    TIMES,
    Offer,
    Offered,
    Place,
    Structure,
    limits_of,
    place_of,
)
from pipelines.tables import CountTable

RECORDED = "sessions_recorded"
MEASURES = frozenset(
    {HELD, "sessions_planned", RECORDED, "session_hours", "supervision_hours", "activities",
     "seats_offered"}
)  # fmt: skip
"""What tells how many sessions were held. Of sessions that were not, nobody came."""
WITH_PLACES = "sessions_with_capacity"
"""Those of groups that were recorded: all recorded ones less these are talks."""


@dataclass(frozen=True)
class Talks:
    """Cells in which people came to talks only: how often, and those where so few were held."""

    came: Mapping[Place, int] = field(default_factory=dict)
    few: frozenset[Place] = frozenset()


def talks_of(tables: Iterable[CountTable], offer: Offer, rules: DisclosureRules, known: Structure) -> Talks:
    """Give the cells of talks among those of sessions and attendances, and those of few talks.

    Few are too few to leave all that a small number can be, from the parts that readers see are not zero and
    from the persons behind it: every world of attendances gives each of them one.
    """
    read = list(tables)
    behind = {
        place_of(table.dimensions, key): persons
        for table in read
        if table.measure == TIMES
        for key, persons in (table.contributors or {}).items()
    }
    places = {
        place_of(table.dimensions, key)
        for table in read
        if table.measure in {TIMES, *MEASURES} and set(table.dimensions) <= set(DIMENSIONS)
        for key in table.counts
    }
    own = offer.get(TIMES, ())
    most = limits_of(own, places)
    came = limits_of([replace(one, most=one.value) for one in own], most)
    parts = _parts_that_are_not_zero(own, most, known)
    least = {place: max(count, behind.get(place) or 0) for place, count in parts.items()}
    few = frozenset(
        place
        for place, limit in most.items()
        if came[place] > 0
        and limit < max(rules.threshold - 1, _floor(place, came, least, rules) + rules.width)
    )
    return Talks(came, few)


def _floor(
    place: Place, came: Mapping[Place, int], least: Mapping[Place, int], rules: DisclosureRules
) -> int:
    """Say from where a number may be known to begin; one that is not small by itself is asked no more of."""
    return max(1, min(came[place], least[place])) if came[place] < rules.threshold else 1


def _parts_that_are_not_zero(
    own: Sequence[Offered], places: Iterable[Place], known: Structure
) -> dict[Place, int]:
    """Count what partners did in each place, apart by what it was and by the shortest periods within it."""
    parts = known.partitions.get(PERIOD, {})
    offered = {one.labels[PERIOD] for one in own}
    shortest = {
        code: [
            inner for inner in within(code, parts) & offered if not within(inner, parts) & offered - {inner}
        ]
        for code in {dict(place)[PERIOD] for place in places}
    }
    split = {place: [in_period(place, code) for code in shortest[dict(place)[PERIOD]]] for place in places}
    counted = limits_of(
        [replace(one, most=int(one.value > 0)) for one in own],
        {part for each in split.values() for part in each},
    )
    return {place: sum(counted.get(part, 0) for part in each) for place, each in split.items()}


def hidden_talks(
    sessions: Sequence[CountTable],
    talks: Talks,
    register: ReleaseHistory,
    known: Structure,
    rules: DisclosureRules,
    *,
    offer: Offer,
) -> Mapping[str, frozenset[Place]]:
    """Give by measure the cells of sessions to hide: those of few talks, and what would give them away.

    A world that moves sessions between cells moves all measures of them alike, so one pattern serves them
    all. It must be one of those held, and of those recorded too: of many held in a cell few may be recorded,
    and then it can give none away. No world moves a cell of which any measure is out, and that cell is not
    hidden for another: those that were planned, less those that were not held, are those that were.
    """
    earlier, out = _hidden(register), _out(sessions, register)
    places = _places([table for table in sessions if table.measure == HELD])
    few = talks.few & places
    if not few | (earlier & places):
        return {}
    counted = {
        measure: [table for table in sessions if table.measure == measure] for measure in (HELD, RECORDED)
    }
    found, looked_at = earlier, dict[str, frozenset[Place]]()
    while unlike := [one for one in counted if looked_at.get(one) != found & _places(counted[one])]:
        measure = unlike[0]
        cells = cells_of(counted[measure], (), known, offer=offer)
        cells = replace(cells, persons={(measure, place): times for place, times in talks.came.items()})
        given = Given(talks.few, found, out, before=earlier, has_persons=True)
        found |= _beside_few(cells, given, known, rules)
        looked_at[measure] = found & _places(counted[measure])
    hidden = (found - out) | few | earlier
    by_measure = {
        measure: [table for table in sessions if table.measure == measure]
        for measure in sorted({table.measure for table in sessions} & MEASURES)
    }
    found_by_measure = {
        measure: frozenset(hidden & _places(tables) - _out(tables, register))
        for measure, tables in by_measure.items()
    }
    groups = [table for table in sessions if table.measure == WITH_PLACES]
    return {**found_by_measure, WITH_PLACES: _hidden_groups(groups, few | (earlier & places), register)}


def _beside_few(
    cells: EventCells, wanted: Given, known: Structure, rules: DisclosureRules
) -> frozenset[Place]:
    """Give what to hide of one measure for the cells of few talks, what was hidden before, and what is out.

    What is hidden beside few talks is itself a small number: it must stay as unknown as they.
    """
    places = frozenset(place for _, place in cells.inside) - wanted.frozen
    hidden, before = wanted.hidden & places, wanted.before & places
    small = frozenset(place for measure, place in cells.inside
                      if 0 < cells.values[measure, place] < rules.threshold)  # fmt: skip
    asked = (wanted.unsafe | (hidden - before & small)) & places
    while asked | before:
        given = replace(wanted, unsafe=asked, hidden=hidden, before=before - asked)
        proofs = protect_events(cells, {measure: given for measure, _ in cells.inside}, known, rules)
        found = {place for proof in proofs for _, place in proof.hidden}
        if not found & small & places - asked:
            return frozenset(found)
        asked |= found & small & places
    return frozenset()


def _hidden_groups(
    groups: Sequence[CountTable], few: frozenset[Place], register: ReleaseHistory
) -> frozenset[Place]:
    """Hide sessions of groups in each prison and period of few talks, and a total that would tell them."""
    touched = {(dict(place)[PRISON], dict(place)[PERIOD]) for place in few if PRISON in dict(place)}
    periods = [period for _, period in sorted(touched)]
    touched |= {("", period) for period in periods if periods.count(period) == 1}
    out = register.shown_places(WITH_PLACES)
    return frozenset(
        place
        for place in _places(groups)
        if (dict(place).get(PRISON, ""), dict(place)[PERIOD]) in touched and place not in out
    ) | (register.hidden_places(WITH_PLACES) & _places(groups))


def _places(tables: Sequence[CountTable]) -> frozenset[Place]:
    return frozenset(
        place_of(table.dimensions, key)
        for table in tables
        for key, value in table.counts.items()
        if value is not None
    )


def _hidden(earlier: ReleaseHistory) -> frozenset[Place]:
    return frozenset(place for measure, place in earlier.hidden if measure in MEASURES)


def _out(sessions: Sequence[CountTable], earlier: ReleaseHistory) -> frozenset[Place]:
    """Give the cells of which a measure of sessions is out, and still that."""
    return frozenset(
        cell_of(table, key)[1]
        for table in sessions
        if table.measure in MEASURES
        for key, value in table.counts.items()
        if value is not None and earlier.shown.get(cell_of(table, key)) == value
    )
