"""Decide which cells of a release to hide: one status for each place, whatever measure stands there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipelines.errors import DisclosureError
from pipelines.protect.events import Given, protect_events
from pipelines.protect.log import Reason
from pipelines.protect.patterns import PersonPatterns, Place, place_of
from pipelines.protect.persons import (
    PersonCells,
    SeasonProof,
    margins_of,
    name_of,
    protect_persons,
)
from pipelines.protect.primary import hides_zeros
from pipelines.protect.register import Register
from pipelines.protect.rules import DisclosureRules
from pipelines.protect.sums import Parents
from pipelines.tables import CountTable, Key

Unsafe = Mapping[str, Mapping[Key, Reason]]


@dataclass(frozen=True)
class Found:
    """The hidden places, why where it is not secondary, the ranges proved by measure, and the witnesses."""

    hidden: frozenset[Place]
    reasons: Mapping[Place, Reason]
    ranges: Mapping[tuple[str, Place], tuple[int, int]]
    witnesses: int


def decide(
    personal: Sequence[CountTable],
    unsafe: Unsafe,
    rules: DisclosureRules,
    *,
    parents: Parents,
    worlds: PersonPatterns | None,
    earlier: Register,
) -> Found:
    """Pass over the persons, then over each measure of events; what one hides stays hidden for all.

    Suppressing more never hurts: a world that moves hidden cells only stays a world.
    """
    small = frozenset(place_of(table.dimensions, key) for table in personal for key in unsafe[table.name])
    frozen = earlier.shown_places() - small
    hidden = (small | earlier.hidden) - frozen
    reasons = {**dict.fromkeys(hidden, Reason.EARLIER), **dict.fromkeys(small, Reason.SHARED)}
    ranges: dict[tuple[str, Place], tuple[int, int]] = {}
    witnesses = 0
    persons = [table for table in personal if table.contributors is None and not table.adds_up]
    for season in _persons(
        persons, personal, unsafe, Given(small, hidden, frozen), rules=rules, worlds=worlds
    ):
        hidden |= season.hidden
        witnesses += season.witnesses
        ranges.update({(persons[0].measure, place): span for place, span in season.ranges.items()})
    for table in personal:
        if table not in persons:
            for proof in protect_events(table, Given(small, hidden, frozen), parents, rules):
                hidden |= proof.hidden
                witnesses += len(proof.worlds)
                ranges.update({(table.measure, place): span for place, span in proof.ranges.items()})
    return Found(hidden, reasons, ranges, witnesses)


def _persons(
    persons: Sequence[CountTable],
    personal: Sequence[CountTable],
    unsafe: Unsafe,
    given: Given,
    *,
    rules: DisclosureRules,
    worlds: PersonPatterns | None,
) -> tuple[SeasonProof, ...]:
    if not any(unsafe[table.name] for table in persons):
        return ()
    measures = sorted({table.measure for table in persons})
    if worlds is None or len(measures) > 1:
        raise DisclosureError(
            f"kleine aantallen personen ({', '.join(measures)}) zijn niet te beschermen zonder te weten wie "
            "waar deelnam: geef read_patterns(databank) mee als worlds, voor één maat"
        )
    found = protect_persons(_cells(persons, personal, unsafe, given, rules), worlds, rules)
    still_open = sorted({place for season in found for place in season.open})
    if still_open:
        raise DisclosureError(
            f"{len(still_open)} aantallen personen kunnen niet beschermd worden: "
            f"{'; '.join(name_of(place) for place in still_open[:10])}. Voeg categorieën samen of laat een "
            "uitsplitsing weg."
        )
    return found


def _cells(
    persons: Sequence[CountTable],
    personal: Sequence[CountTable],
    unsafe: Unsafe,
    given: Given,
    rules: DisclosureRules,
) -> PersonCells:
    counts = {
        place_of(table.dimensions, key): (table, key, value)
        for table in persons
        for key, value in table.counts.items()
    }
    return PersonCells(
        counts={place: int(value or 0) for place, (_, _, value) in counts.items()},
        unsafe=frozenset(place_of(table.dimensions, key) for table in persons for key in unsafe[table.name]),
        hidden=given.hidden,
        may_be_zero=frozenset(
            place for place, (table, key, _) in counts.items() if hides_zeros(table, key, rules)
        ),
        not_delivered=frozenset(place for place, (_, _, value) in counts.items() if value is None),
        frozen=given.frozen,
        ceilings=_ceilings(personal),
        margins=margins_of(persons),
    )


def _ceilings(personal: Sequence[CountTable]) -> Mapping[Place, int]:
    """No cell has more persons than attendances: the worlds of persons keep the attendances as they are."""
    return {
        place_of(table.dimensions, key): value
        for table in personal
        if table.contributors is not None
        for key, value in table.counts.items()
        if isinstance(value, int)
    }
