"""The make-believe world: prisons, partners, persons, and what they do."""

from pipelines.sample.world.days import first_day, quarter
from pipelines.sample.world.people import OPEN, Stint
from pipelines.sample.world.rng import Rng
from pipelines.sample.world.simulation import simulate
from pipelines.sample.world.sites import Site, prison_list
from pipelines.sample.world.world import ABSENCES, PRESENCES, Count, World

__all__ = [
    "ABSENCES",
    "OPEN",
    "PRESENCES",
    "Count",
    "Rng",
    "Site",
    "Stint",
    "World",
    "first_day",
    "prison_list",
    "quarter",
    "simulate",
]
