"""Protect cells that count persons, person by person."""

from pipelines.protect.persons.escalation import breakdown_of
from pipelines.protect.persons.person_recount import Recount
from pipelines.protect.persons.persons import YearBlockProof, protect_persons, protect_rounded, prove_persons
from pipelines.protect.persons.subproblem import PersonCells, margins_of

__all__ = [
    "PersonCells",
    "Recount",
    "YearBlockProof",
    "breakdown_of",
    "margins_of",
    "protect_persons",
    "protect_rounded",
    "prove_persons",
]
