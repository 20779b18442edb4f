"""Relations between measures of one place and period: events and sessions, persons and events, rates."""

from collections.abc import Iterator, Set

from pipelines.audit.figures import UNAVAILABLE, Place, label, with_label, without
from pipelines.audit.outside.knowledge import LINKS, RATIOS, Link, Ratio
from pipelines.audit.outside.parts import Atom, atoms_of, counterpart
from pipelines.audit.outside.states import Published, State
from pipelines.audit.outside.system import System
from pipelines.public_knowledge import PublicKnowledge

ORGANISATION, TIMES, PERSONS = "organisation_code", "attendances", "participants"
RECORDED, SEATS = "recorded_attendances", "seats_taken"
SESSION_OF = {"attendances": "sessions_held", "participant_hours": "session_hours"}
"""Of events in sessions, what one person in one session counts for at most."""


def write_session_limits(system: System, published: Published, vintage: int, public: PublicKnowledge) -> None:
    """Write that in a one-to-one talk one person takes part, and in a session no more than it holds.

    Nothing is written of organisations of which no sessions are printed.
    """
    if not public.sessions:
        return
    for atom, number in list(atoms_of(system)):
        sessions = SESSION_OF.get(atom.measure)
        if sessions is None or atom.state != published.state(atom.measure, vintage).number:
            continue
        other = counterpart(atom, measure=sessions, state=published.state(sessions, vintage).number)
        limit = _largest_group(atom, public)
        if limit is not None and other in system.numbers:
            system.at_most("sessies", {number: 1.0, system.numbers[other]: -float(limit)})


def _largest_group(atom: Atom, public: PublicKnowledge) -> int | None:
    labels = dict(zip(atom.dimensions, atom.labels, strict=True))
    organisation = labels.get("organisation_code", "")
    areas = [area for area in public.areas if area.organisation == organisation]
    forms = {area.form for area in areas if area.domain in (None, labels.get("domain_code", area.domain))}
    own = {labels["form"]} if "form" in labels else forms
    if own and own <= public.one_to_one:
        return 1
    return public.largest_group.get(organisation, public.largest_group.get("*"))


def write_links(system: System, published: Published, vintage: int) -> None:
    """Write what holds between measures of the same place, as far as both are printed there."""
    for link in LINKS:
        _write_link(system, published, vintage, link)
    for measure, ratio in RATIOS.items():
        _write_ratio(system, published, vintage, measure, ratio)


def _write_link(system: System, published: Published, vintage: int, link: Link) -> None:
    states = {measure: published.state(measure, vintage) for measure in link.coefficients}
    first = states[next(iter(link.coefficients))]
    for place in first.figures:
        row = {
            published.cell(system, states[measure], place): factor
            for measure, factor in link.coefficients.items()
            if place in states[measure].figures
        }
        if len(row) == len(link.coefficients) and link.is_equal:
            system.equal(link.name, row, is_law=True)
        elif len(row) > 1 and (link.is_equal or len(row) == len(link.coefficients)):
            # What is not printed is nothing less than zero, so that the whole is at least the parts.
            turned = {number: -factor for number, factor in row.items()} if link.is_equal else row
            system.at_most(f"{link.name}: een deel", turned, is_law=True)


def _write_ratio(system: System, published: Published, vintage: int, measure: str, ratio: Ratio) -> None:
    """Write that a printed rate was rounded from its numerator and denominator."""
    rates = published.state(measure, vintage)
    above = published.state(ratio.numerator, vintage)
    below = published.state(ratio.denominator, vintage)
    for place, figure in rates.figures.items():
        other = _kept(place, ratio)
        if figure.value is None or place not in above.figures or other not in below.figures:
            continue
        half = 0.5 * 10.0 ** int(figure.value.as_tuple().exponent) * (1 + 1e-9)
        numerator = published.cell(system, above, place)
        denominator = published.cell(system, below, other)
        if published.base > 1 or numerator == denominator:
            continue
        rate = float(figure.value)
        system.at_most(
            f"percentage {measure}", {numerator: ratio.scale, denominator: -(rate + half)}, is_law=True
        )
        system.at_most(
            f"percentage {measure}", {numerator: -ratio.scale, denominator: rate - half}, is_law=True
        )


def _kept(place: Place, ratio: Ratio) -> Place:
    return place if ratio.kept is None else frozenset(pair for pair in place if pair[0] in ratio.kept)


def write_kinds(system: System, published: Published, vintage: int, public: PublicKnowledge) -> None:
    """Write of attendances recorded by name, or with known places, that they are those of whole partners.

    Who reads which partners have participants, and who works in groups, adds those up and sees whether it is
    what is printed. Where it is, the difference with one partner that is withheld is that partner.
    """
    times = published.state(TIMES, vintage)
    named = _named(published.state(PERSONS, vintage))
    for measure, partners in ((RECORDED, named), (SEATS, named - _one_to_one(public))):
        kind = published.state(measure, vintage)
        sums = [(place, parts) for place in kind.figures if (parts := _parts(place, times, partners))]
        if not _is_so(kind, times, sums):
            continue
        for place, parts in sums:
            row = {published.cell(system, kind, place): 1.0}
            row |= {published.cell(system, times, part): -1.0 for part in parts}
            system.equal(f"{measure}: die van hele partners", row, is_law=True)


def _named(persons: State) -> frozenset[str]:
    """Give the partners of which it is known who came."""
    return frozenset(
        partner
        for place, figure in persons.figures.items()
        if (partner := label(place, ORGANISATION)) and figure.mark != UNAVAILABLE
    )


def _one_to_one(public: PublicKnowledge) -> frozenset[str]:
    """Give the partners that hold talks with one person and nothing else."""
    forms: dict[str, set[str | None]] = {}
    for area in public.areas:
        forms.setdefault(area.organisation, set()).add(area.form)
    return frozenset(name for name, own in forms.items() if None not in own and own <= set(public.one_to_one))


def _parts(place: Place, times: State, partners: Set[str]) -> list[Place]:
    """Give the attendances of the partners in a place, where all that work there are printed."""
    if label(place, ORGANISATION) is not None or without(place, "prison_code", "period_code"):
        return []
    return [
        own for name in sorted(partners) if (own := with_label(place, ORGANISATION, name)) in times.figures
    ]


def _is_so(kind: State, times: State, sums: list[tuple[Place, list[Place]]]) -> bool:
    """Tell whether what is shown confirms the sum somewhere, and nowhere denies it."""
    return set(_agree(kind, times, sums)) == {True}


def _agree(kind: State, times: State, sums: list[tuple[Place, list[Place]]]) -> Iterator[bool]:
    for place, parts in sums:
        figures = [times.figures[part] for part in parts]
        known = [0 if each.mark == UNAVAILABLE else each.value for each in figures]
        whole = kind.figures[place].value
        if whole and None not in known:
            yield whole == sum(value for value in known if value is not None)
