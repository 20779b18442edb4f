"""Sums: each printed figure of events is made of atoms, the finest parts that anyone can tell apart."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from pipelines.audit.figures import PERIOD, PRISON, UNAVAILABLE, Place, label, without
from pipelines.audit.outside.knowledge import ADDS_UP, AREA, STOCKS
from pipelines.audit.outside.states import Published, State, periods_of
from pipelines.audit.outside.system import System
from pipelines.audit.periods import Block, blocks_of
from pipelines.public_knowledge import PublicKnowledge

EVERYWHERE = "*"
LEFT_OUT = "(niet afgedrukt)"
"""All labels of a dimension that other measures print and this one does not."""
ORGANISATION = "organisation_code"
MORE = 2
"""So many prisons are more than one."""
Labels = tuple[str, ...]
Moment = Block | str
"""A block of months, or the code of a period of which nothing is known or which does not add up over time."""


@dataclass(frozen=True)
class Family:
    """Dimensions that are crossed, with the combinations that occur and the prisons told apart."""

    dimensions: tuple[str, ...]
    combinations: tuple[Labels, ...]
    prisons: tuple[str, ...]
    moments: Mapping[str, tuple[Moment, ...]]
    """By code of a period, what it is made of."""
    present: frozenset[tuple[str, Moment]]
    """The prisons that print anything at all of a moment: one that is closed is no part of a sum."""
    working: Mapping[str, frozenset[str]]
    """By prison the partners that it names, where it names any: who is not named does nothing there."""


@dataclass(frozen=True)
class Atom:
    """One part: a measure in a prison, a moment and a combination of labels."""

    measure: str
    state: int
    dimensions: tuple[str, ...]
    prison: str
    moment: Moment
    labels: Labels


def families_of(
    state: State,
    public: PublicKnowledge,
    shared: Sequence[Place] = (),
    printed: Mapping[str, frozenset[str]] | None = None,
) -> tuple[Family, ...]:
    """Compute the families of a measure's figures.

    `shared` are the places of measures that are cut into the same areas and moments, so that atoms compare.
    `printed` are the labels of each dimension that any measure prints: where this one leaves some out, its
    total holds more than what is printed of it.
    """
    kinds = {_rest(place) for place in state.figures}
    if _knows_partners([*state.figures, *shared], public):
        kinds = {AREA if kind and set(kind) <= set(AREA) else kind for kind in kinds}
    named = {dimensions for dimensions in kinds if dimensions} or {()}
    found = tuple(
        _family_of(state, dimensions, public, shared, printed or {}) for dimensions in sorted(named)
    )
    totals = _members(state.figures, ())
    if any(EVERYWHERE not in family.prisons for family in found) or len(_labels(totals, PRISON)) < MORE:
        return found
    # What no table shows by prison and by something else too: prisons add up all the same.
    return (*found, _family_of(state, (), public, (), {}))


def _family_of(
    state: State,
    named: Sequence[str],
    public: PublicKnowledge,
    shared: Sequence[Place],
    printed: Mapping[str, frozenset[str]],
) -> Family:
    members = _members(state.figures, named)
    compared = [*members, *shared] if named == AREA else members
    dimensions = tuple(name for name in named if any(label(place, name) for place in compared))
    combinations = (
        _areas(compared, dimensions, public) if named == AREA else _crossed(members, dimensions, printed)
    )
    by_prison = any(label(place, PRISON) and (_rest(place) or not dimensions) for place in members)
    prisons = _labels(members, PRISON) if by_prison else (EVERYWHERE,)
    moments = _moments(state.measure, members, periods_of(compared))
    present = frozenset(
        (label(place, PRISON) or EVERYWHERE, moment)
        for place in members
        for moment in moments.get(label(place, PERIOD) or "", ())
    )
    return Family(dimensions, combinations, prisons, moments, present, _working(members))


def write_sums(system: System, published: Published, state: State, family: Family) -> None:
    """Write each figure of a family as the sum of its atoms."""
    whole = _is_counted(state.measure)
    by_label = _by_label(family)
    for place in sorted(_members(state.figures, family.dimensions), key=sorted):
        moments = family.moments.get(label(place, PERIOD) or "")
        prison = label(place, PRISON)
        if moments is None or (prison and EVERYWHERE in family.prisons):
            continue
        cell = published.cell(system, state, place)
        row, matching = {cell: -1.0}, _matching(place, family, by_label)
        for own in (prison,) if prison else family.prisons:
            own_moments = [moment for moment in moments if (own, moment) in family.present]
            for moment, labels in product(own_moments, _who_work(own, matching, family)):
                atom = Atom(state.measure, state.number, family.dimensions, own, moment, labels)
                row[system.unknown(atom, whole=whole)] = 1.0
        system.equal(f"delen van {state.measure} naar {' '.join(family.dimensions)}", row)
        if state.figures[place].mark == UNAVAILABLE:
            system.equal(f"niet geleverd: {state.measure}", {cell: 1.0})


def atoms_of(system: System) -> Iterator[tuple[Atom, int]]:
    """Give the atoms that are in the system."""
    yield from ((key, number) for key, number in system.numbers.items() if isinstance(key, Atom))


def counterpart(atom: Atom, *, measure: str, state: int) -> Atom:
    """Give the atom of another measure or state in the same place."""
    return replace(atom, measure=measure, state=state)


def _is_counted(measure: str) -> bool:
    return not measure.endswith("_hours") and measure not in ("average_population", "fte")


def _knows_partners(places: Sequence[Place], public: PublicKnowledge) -> bool:
    """Tell whether it is known of any partner that is printed where it works; else margins stay apart."""
    named = {label(place, ORGANISATION) for place in places}
    return public.offer and any(area.organisation in named for area in public.areas)


def _rest(place: Place) -> tuple[str, ...]:
    return tuple(sorted(name for name, _ in without(place, PRISON, PERIOD)))


def _members(places: Iterable[Place], dimensions: Sequence[str]) -> list[Place]:
    return [place for place in places if set(_rest(place)) <= set(dimensions)]


def _labels(places: Iterable[Place], dimension: str) -> tuple[str, ...]:
    return tuple(sorted({code for place in places if (code := label(place, dimension))}))


def _crossed(
    members: Sequence[Place], dimensions: Sequence[str], printed: Mapping[str, frozenset[str]]
) -> tuple[Labels, ...]:
    own = {name: _labels(members, name) for name in dimensions}
    return tuple(
        product(
            *(
                (*labels, LEFT_OUT) if printed.get(name, frozenset()) - set(labels) else labels
                for name, labels in own.items()
            )
        )
    )


def _areas(
    members: Sequence[Place], dimensions: Sequence[str], public: PublicKnowledge
) -> tuple[Labels, ...]:
    """Give who works in what: as declared, and for whom nothing is declared anywhere that is printed."""
    observed = {name: _labels(members, name) for name in dimensions}
    belongs = {area.subdomain: area.domain for area in public.areas if area.subdomain and area.domain}
    found: set[Labels] = set()
    organisations = observed.get("organisation_code", ())
    declared = {area.organisation for area in public.areas} if public.offer else set()
    for organisation in organisations or ("",):
        areas = [
            {"domain_code": area.domain, "subdomain_code": area.subdomain, "form": area.form}
            for area in public.areas
            if organisation and organisation in declared and area.organisation == organisation
        ] or [{}]
        for area in areas:
            choices = [
                (organisation,)
                if name == "organisation_code"
                else ((fixed,) if (fixed := area.get(name)) else observed[name])
                for name in dimensions
            ]
            found |= set(product(*choices))
    if {"domain_code", "subdomain_code"} <= set(dimensions):
        domain, subdomain = dimensions.index("domain_code"), dimensions.index("subdomain_code")
        found = {one for one in found if belongs.get(one[subdomain], one[domain]) == one[domain]}
    return tuple(sorted(found))


def _moments(
    measure: str, members: Sequence[Place], codes: Iterable[str]
) -> Mapping[str, tuple[Moment, ...]]:
    own = periods_of(members)
    if measure in STOCKS or measure not in ADDS_UP:
        return {code: (code,) for code in own}
    blocks = blocks_of([*own, *codes])
    return {code: tuple(blocks.get(code, (code,))) for code in own}


def _working(members: Sequence[Place]) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for place in members:
        prison, organisation = label(place, PRISON), label(place, ORGANISATION)
        if prison and organisation:
            found[prison].add(organisation)
    return {prison: frozenset(named) for prison, named in found.items()}


def _who_work(prison: str, combinations: Sequence[Labels], family: Family) -> Sequence[Labels]:
    named = family.working.get(prison)
    if named is None:
        return combinations
    place = family.dimensions.index(ORGANISATION)
    return [labels for labels in combinations if labels[place] in named]


def _by_label(family: Family) -> Mapping[tuple[str, str], frozenset[Labels]]:
    found: dict[tuple[str, str], set[Labels]] = defaultdict(set)
    for labels in family.combinations:
        for pair in zip(family.dimensions, labels, strict=True):
            found[pair].add(labels)
    return {pair: frozenset(labels) for pair, labels in found.items()}


def _matching(
    place: Place, family: Family, by_label: Mapping[tuple[str, str], frozenset[Labels]]
) -> list[Labels]:
    asked = without(place, PRISON, PERIOD)
    if not asked:
        return list(family.combinations)
    sets = [by_label.get(pair, frozenset()) for pair in asked]
    return sorted(frozenset.intersection(*sets))
