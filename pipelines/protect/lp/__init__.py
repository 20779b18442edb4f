"""Linear programs over cells: patterns, certificates, interval audits and controlled rounding."""

from pipelines.protect.lp.certificate import AlternativeTables, World
from pipelines.protect.lp.event_match import with_companions
from pipelines.protect.lp.interval_audit import attack
from pipelines.protect.lp.neighbourhood import box_searcher, build_grid
from pipelines.protect.lp.pattern_proof import audit, certify, view_of, within_reach
from pipelines.protect.lp.rounding import BASE, attack_rounded, round_cells
from pipelines.protect.lp.secondary import Pattern, Searcher, clean, prove, suppress
from pipelines.protect.lp.solver import (
    INFINITY,
    TOLERANCE,
    Booleans,
    Floats,
    Integers,
    Program,
    Solver,
    solve_whole,
    whole,
)
from pipelines.protect.lp.system import Relation, System, adds_up_to, build_system, relations_matrix

__all__ = [
    "BASE",
    "INFINITY",
    "TOLERANCE",
    "AlternativeTables",
    "Booleans",
    "Floats",
    "Integers",
    "Pattern",
    "Program",
    "Relation",
    "Searcher",
    "Solver",
    "System",
    "World",
    "adds_up_to",
    "attack",
    "attack_rounded",
    "audit",
    "box_searcher",
    "build_grid",
    "build_system",
    "certify",
    "clean",
    "prove",
    "relations_matrix",
    "round_cells",
    "solve_whole",
    "suppress",
    "view_of",
    "whole",
    "with_companions",
    "within_reach",
]
