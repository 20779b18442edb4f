"""Relations between measures of one place and period: events and sessions, persons and events, rates."""

from pipelines.audit.figures import Place
from pipelines.audit.outside.knowledge import LINKS, RATIOS, Link, Ratio
from pipelines.audit.outside.parts import Atom, atoms_of, counterpart
from pipelines.audit.outside.states import Published
from pipelines.audit.outside.system import System
from pipelines.public_knowledge import PublicKnowledge

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
