"""Different persons: no sums, but a part is at most the whole and the parts together at least the whole."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from pipelines.audit.figures import PERIOD, PRISON, UNAVAILABLE, Place, label, with_label, without
from pipelines.audit.outside.knowledge import ONCE
from pipelines.audit.outside.states import Published, State
from pipelines.audit.outside.system import System
from pipelines.audit.periods import months_of
from pipelines.public_knowledge import PublicKnowledge

ORGANISATION, DOMAIN = "organisation_code", "domain_code"
TAKEN = "domains_taken"


def write_persons(system: System, published: Published, state: State, public: PublicKnowledge) -> None:
    """Write what holds of a measure of persons, between its own figures and with who offers what."""
    cells = {place: published.cell(system, state, place) for place in sorted(state.figures, key=sorted)}
    _write_not_delivered(system, state, cells)
    _write_within(system, state, cells)
    _write_breakdowns(system, state, cells)
    _write_periods(system, state, cells)
    if public.offer:
        _write_offer(system, cells, public)
    _write_taken(system, cells)


def _write_not_delivered(system: System, state: State, cells: Mapping[Place, int]) -> None:
    for place, cell in cells.items():
        if state.figures[place].mark == UNAVAILABLE and label(place, ORGANISATION) is not None:
            system.equal(f"geen personen geleverd: {state.measure}", {cell: 1.0})


def _write_within(system: System, state: State, cells: Mapping[Place, int]) -> None:
    """Write that who is counted in a place is counted in every wider one."""
    for place, cell in cells.items():
        for wider in _wider(place):
            if wider in cells:
                system.at_most(f"{state.measure}: deel", {cell: 1.0, cells[wider]: -1.0})


def _wider(place: Place) -> Iterator[Place]:
    """Give the places that are the total over one or two of the dimensions of this one."""
    names = sorted(name for name, _ in place if name != PERIOD)
    for number, name in enumerate(names):
        for other in names[number:]:
            # Who takes one domain in each of two prisons takes two of them in all.
            if TAKEN not in names or TAKEN in (name, other):
                yield without(place, name, other)


def _write_breakdowns(system: System, state: State, cells: Mapping[Place, int]) -> None:
    """Write that labels together are the whole, or cover it where persons stand in several."""
    labels: dict[str, set[str]] = defaultdict(set)
    open_prisons: dict[str | None, set[str]] = defaultdict(set)
    groups: dict[tuple[Place, str], dict[str, int]] = defaultdict(dict)
    for place, cell in cells.items():
        for name, code in place:
            if name != PERIOD and (name != PRISON or label(place, TAKEN) is None):
                rest = without(place, name)
                labels[name].add(code)
                open_prisons[label(place, PERIOD)] |= {code} if name == PRISON else set()
                groups[rest, name][code] = cell
    for (rest, name), own in groups.items():
        if rest not in cells or _is_unknown(state, rest, name, own):
            continue
        all_of_them = open_prisons[label(rest, PERIOD)] if name == PRISON else labels[name]
        complete = own.keys() == all_of_them
        row = {cells[rest]: 1.0, **dict.fromkeys(own.values(), -1.0)}
        if name in ONCE:
            kind = f"{state.measure} naar {name}"
            turned = {cell: -factor for cell, factor in row.items()}
            if complete:
                system.equal(kind, row, is_law=True)
            else:
                system.at_most(f"{kind}: een deel", turned, is_law=True)
        elif complete:
            system.at_most(f"{state.measure} gedekt door {name}", row, is_law=name != PRISON)


def _is_unknown(state: State, rest: Place, name: str, own: Mapping[str, int]) -> bool:
    """Tell whether a part was not delivered, so that nothing is known of the whole by its parts."""
    marks = (state.figures[with_label(rest, name, code)].mark for code in own)
    return name != ORGANISATION and UNAVAILABLE in marks


def _write_periods(system: System, state: State, cells: Mapping[Place, int]) -> None:
    """Write that a period has at least the persons of each part of it, and at most those of all parts."""
    by_rest: dict[Place, dict[str, int]] = defaultdict(dict)
    for place, cell in cells.items():
        code = label(place, PERIOD)
        if code is not None and {name for name, _ in place}.isdisjoint(MOVING):
            by_rest[without(place, PERIOD)][code] = cell
    for codes in by_rest.values():
        months = {code: found for code in codes if (found := months_of(code))}
        for code, own in months.items():
            parts = [other for other in months if months[other] < own]
            for part in parts:
                system.at_most(f"{state.measure}: periode", {codes[part]: 1.0, codes[code]: -1.0})
            for cover in _covers(own, {part: months[part] for part in parts}):
                row = {codes[code]: 1.0, **{codes[part]: -1.0 for part in cover}}
                system.at_most(f"{state.measure}: periodes samen", row)


MOVING = frozenset({"history", TAKEN})
"""Breakdowns in which a person stands otherwise in a year than in its quarters."""


def _covers(whole: frozenset[int], parts: Mapping[str, frozenset[int]]) -> Iterator[tuple[str, ...]]:
    """Give the ways in which parts of one length make up the whole, or a part and the rest of it."""
    for size in sorted({len(months) for months in parts.values()}):
        equal = tuple(code for code, months in parts.items() if len(months) == size)
        if sum(len(parts[code]) for code in equal) == len(whole):
            yield equal
    for code, months in parts.items():
        rest = whole - months
        yield from ((code, other) for other, found in parts.items() if found == rest and code < other)


def _write_offer(system: System, cells: Mapping[Place, int], public: PublicKnowledge) -> None:
    """Write that who takes part with a partner takes part in the one domain that it works in."""
    organisations: dict[Place, dict[str, int]] = defaultdict(dict)
    for place, cell in cells.items():
        organisation = label(place, ORGANISATION)
        if organisation is None:
            continue
        rest = without(place, ORGANISATION)
        organisations[rest][organisation] = cell
        domains = public.domains_of(organisation)
        if len(domains) == 1 and label(place, DOMAIN) is None:
            within = with_label(rest, DOMAIN, next(iter(domains)))
            if within in cells:
                system.at_most("partner binnen domein", {cell: 1.0, cells[within]: -1.0})
    known = {name for own in organisations.values() for name in own}
    for rest, own in organisations.items():
        if own.keys() != known:
            continue
        for place, cell in cells.items():
            domain = label(place, DOMAIN)
            if domain is not None and without(place, DOMAIN) == rest:
                offering = [
                    number
                    for name, number in own.items()
                    if not public.domains_of(name) or domain in public.domains_of(name)
                ]
                system.at_most("domein gedekt door partners", {cell: 1.0, **dict.fromkeys(offering, -1.0)})


def _write_taken(system: System, cells: Mapping[Place, int]) -> None:
    """Write that who takes two domains is counted in two of them, and who takes more in three or more."""
    by_rest: dict[Place, dict[str, int]] = defaultdict(dict)
    domains: dict[Place, dict[str, int]] = defaultdict(dict)
    for place, cell in cells.items():
        if (taken := label(place, TAKEN)) is not None:
            by_rest[without(place, TAKEN)][taken] = cell
        if (domain := label(place, DOMAIN)) is not None:
            domains[without(place, DOMAIN)][domain] = cell
    complete = {name for own in domains.values() for name in own}
    for rest, own in by_rest.items():
        counted = domains.get(rest, {})
        if not complete or counted.keys() != complete or not all(map(_number, own)):
            continue
        least = {cell: float(_number(taken)) for taken, cell in own.items()}
        most = {
            cell: float(len(complete) if taken.endswith("+") else _number(taken))
            for taken, cell in own.items()
        }
        minus = dict.fromkeys(counted.values(), -1.0)
        system.at_most("aantal domeinen", {**least, **minus})
        system.at_most(
            "aantal domeinen",
            {**{cell: -factor for cell, factor in most.items()}, **dict.fromkeys(counted.values(), 1.0)},
        )


def _number(taken: str) -> int:
    digits = taken.rstrip("+")
    return int(digits) if digits.isdigit() else 0


def write_presence(system: System, published: Published, vintage: int, public: PublicKnowledge) -> None:
    """Write that one person is at most once in a session: attendances are at most sessions times persons.

    Only where every partner of the place names its participants: heads have no person behind them.
    """
    if not public.sessions:
        return
    persons = published.state("participants", vintage)
    events = published.state("attendances", vintage)
    sessions = published.state("sessions_held", vintage)
    nameless = _nameless(persons, events)
    for place, figure in sessions.figures.items():
        if figure.value is None or place not in persons.figures or place not in events.figures:
            continue
        organisation, domain = label(place, ORGANISATION), label(place, DOMAIN)
        who: Sequence[str] = (
            [organisation]
            if organisation
            else sorted(nameless.keys() | {area.organisation for area in public.areas})
        )
        named = [name for name in who if _may_offer(name, domain, public)]
        if named and not any(nameless.get(name, True) for name in named):
            row = {
                published.cell(system, events, place): 1.0,
                published.cell(system, persons, place): -float(figure.value),
            }
            system.at_most("aanwezig per sessie", row)


def _may_offer(organisation: str, domain: str | None, public: PublicKnowledge) -> bool:
    domains = public.domains_of(organisation)
    return domain is None or not domains or domain in domains


def _nameless(persons: State, events: State) -> Mapping[str, bool]:
    """Tell of each organisation whether some attendances of it have no known persons behind them."""
    found: dict[str, bool] = {}
    for place, figure in events.figures.items():
        organisation = label(place, ORGANISATION)
        if organisation is None or not figure.value:
            continue
        counted = persons.figures.get(place)
        is_named = counted is not None and (bool(counted.value) or counted.is_hidden)
        if counted is not None:
            found[organisation] = found.get(organisation, False) or not is_named
    return found
