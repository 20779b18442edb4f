"""How long a session lasts, as a reader infers it, and so how many attendances printed hours need."""

from collections import defaultdict
from collections.abc import Mapping
from fractions import Fraction

from pipelines.audit.figures import PERIOD, Place, without
from pipelines.audit.outside.states import Published
from pipelines.audit.outside.system import System

OFTEN = 3
"""In so many periods sessions must have lasted equally long, before a reader takes them all to do so."""


def write_durations(system: System, published: Published, vintage: int) -> None:
    """Write that nobody attends a session for longer than it lasts.

    Hours per session that are the same in all periods of a place are taken for what each session lasts.
    """
    lengths = _lengths(published, vintage)
    hours = published.state("participant_hours", vintage)
    attendances = published.state("attendances", vintage)
    for place in hours.figures:
        length = lengths.get(without(place, PERIOD))
        if length is not None and place in attendances.figures:
            row = {
                published.cell(system, hours, place): 1.0,
                published.cell(system, attendances, place): -float(length),
            }
            system.at_most("duur van sessies", row, is_law=True)


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
