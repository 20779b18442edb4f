"""How long a session lasts, as a reader infers it, and so what printed hours say of attendances."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from fractions import Fraction

from pipelines.audit.figures import PERIOD, PRISON, Place, without
from pipelines.audit.outside.parts import Atom, atoms_of, counterpart
from pipelines.audit.outside.states import Published, State
from pipelines.audit.outside.system import System

HOURS, TIMES = "participant_hours", "attendances"
OFTEN = 3
"""In so many periods sessions must have lasted equally long, before a reader takes them all to do so."""


def write_durations(system: System, published: Published, vintage: int) -> None:
    """Write that nobody attends a session for longer than it lasts; hours may be attendances times that.

    Hours per session that are the same in all periods of a place are taken for what each session lasts. Where
    every printed figure of the place agrees, hours are attendances times that length in all parts of it.
    """
    lengths = _lengths(published, vintage)
    hours = published.state(HOURS, vintage)
    attendances = published.state(TIMES, vintage)
    for place in hours.figures:
        length = lengths.get(without(place, PERIOD))
        if length is not None and place in attendances.figures:
            row = {
                published.cell(system, hours, place): 1.0,
                published.cell(system, attendances, place): -float(length),
            }
            system.at_most("duur van sessies", row, is_law=True)
    always = _always(hours, attendances, lengths)
    for atom, number in list(atoms_of(system)) if always else ():
        if (atom.measure, atom.state) == (HOURS, hours.number):
            other = counterpart(atom, measure=TIMES, state=attendances.number)
            for length in _of_part(atom, always) if other in system.numbers else ():
                row = {number: 1.0, system.numbers[other]: -float(length)}
                system.equal("uren zijn deelnames maal duur", row)


def _always(hours: State, attendances: State, lengths: Mapping[Place, Fraction]) -> Mapping[Place, Fraction]:
    """Give the places of one length where printed hours are printed attendances times that, and some are."""
    agrees: dict[Place, set[bool]] = defaultdict(set)
    for place, figure in hours.figures.items():
        came = attendances.figures.get(place)
        length = lengths.get(without(place, PERIOD))
        if length is not None and came is not None and figure.value and came.value:
            close = abs(Fraction(figure.value) - Fraction(came.value) * length) <= hours.slack_of(place)
            agrees[without(place, PERIOD)].add(close)
    return {place: lengths[place] for place, found in agrees.items() if found == {True}}


def _of_part(atom: Atom, always: Mapping[Place, Fraction]) -> Iterator[Fraction]:
    """Give the length of sessions in a part, once, where it lies in a place of one length."""
    labels = {*zip(atom.dimensions, atom.labels, strict=True), (PRISON, atom.prison)}
    yield from sorted({length for place, length in always.items() if place <= labels})[:1]


def _lengths(published: Published, vintage: int) -> Mapping[Place, Fraction]:
    """Compute the length of a session by place, where one length explains every period."""
    held = published.state("sessions_held", vintage).figures
    lasted = published.state("session_hours", vintage).figures
    found: dict[Place, list[Fraction]] = defaultdict(list)
    for place, figure in held.items():
        hours = lasted.get(place)
        if figure.value and hours is not None and hours.value:
            found[without(place, PERIOD)].append(Fraction(hours.value) / Fraction(figure.value))
    return {
        place: ratios[0] for place, ratios in found.items() if len(ratios) >= OFTEN and len(set(ratios)) == 1
    }
