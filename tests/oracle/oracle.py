"""Compute every mart from the raw sample files in pandas; shares no code with sql/ or with the simulation."""

from pathlib import Path

from tests.oracle import lines, offer, stated
from tests.oracle import people as persons
from tests.oracle.counting import Cells


def marts(folder: Path, reference: Path) -> dict[str, Cells]:
    """Give the cells of every measure that are not 0, by `<mart>.<measure>`."""
    sessions, attendances = lines.sessions_and_attendances(folder)
    attended = persons.attended(sessions, attendances, lines.stints(folder))
    totals = lines.totals(folder)
    people = attended[attended["share"] > 0]
    heads = persons.heads(sessions, attendances)
    found: dict[str, Cells] = {}
    found |= offer.offer(sessions, totals)
    found |= persons.taking_part(people, heads, totals)
    found |= persons.expected(attended)
    found |= offer.reach(sessions, attended, heads)
    found |= offer.by_calendar(sessions, people, heads, totals)
    found |= persons.guidance(lines.trajectories(folder))
    found |= persons.joining(lines.enrolments(folder))
    found |= persons.learning(lines.certificates(folder))
    found |= offer.families(sessions)
    found |= offer.library(totals)
    found |= offer.staffing(
        sessions, lines.trajectories(folder), lines.certificates(folder), totals, stated.staff(folder)
    )
    found |= offer.population(stated.population(folder))
    found |= persons.staying(lines.stints(folder), found["population.throughput"])
    found |= offer.completeness(stated.owed(folder, reference))
    found |= offer.targets(stated.targets(folder))
    return {name: {key: value for key, value in cells.items() if value} for name, cells in found.items()}
