"""The true totals of a make-believe world, as every mart must show them.

What counts: a person attended when present or partly present, with a share above 0, at a held session.
Attendances are those persons, the heads at held sessions of partners that count heads of persons (children,
families and couples are not attendances of detainees), and the totals of partners that deliver nothing else.
A total is in no period shorter than its own, and has no form and no persons. Participants are different
persons: those of partners with one numbering can be the same person, a partner with a numbering of its own
has persons of its own. What a person was (gender, age, statuut, language) is taken at the day of the session
from the stints of the prison administration; where none covers that day it is "unknown". A cell that is not
listed is 0 or was not delivered.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from fractions import Fraction
from pathlib import Path

import numpy as np

from pipelines.sample.exports import MISSING, Book
from pipelines.sample.truth.expected_counts import FileTruth
from pipelines.sample.truth.stated import Cells, add_totals, population
from pipelines.sample.truth.truth_cubes import Dimension, Key, distinct, periods, sums
from pipelines.sample.truth.truth_records import Facts, attendance_facts, session_facts
from pipelines.sample.world import World

Measure = Callable[[Facts, Sequence[Dimension]], dict[Key, int]]


def write_truth(path: Path, book: Book, files: Mapping[str, FileTruth]) -> None:
    """Write the true cells of every measure and what must become of the lines of every file."""
    content = {
        "tables": {
            name: _shown(dimensions, cells) for name, (dimensions, cells) in sorted(tables(book).items())
        },
        "files": {name: asdict(truth) for name, truth in sorted(files.items())},
        "not_delivered": [
            {"source": source, "period_code": f"{book.world.last_year}-K{quarter}"}
            for source, quarter in sorted(MISSING.items())
        ],
    }
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":")).replace(
        '"dimensions"', '\n"dimensions"'
    )
    path.write_text(text + "\n", encoding="utf-8")


def _shown(dimensions: Sequence[str], cells: Mapping[Key, Fraction]) -> dict[str, object]:
    ordered = sorted(cells.items(), key=lambda cell: tuple(label or "" for label in cell[0]))
    return {"dimensions": list(dimensions), "cells": [[*key, _plain(value)] for key, value in ordered]}


def _plain(value: Fraction) -> int | float:
    return int(value) if value.denominator == 1 else float(value)


def tables(book: Book) -> dict[str, tuple[tuple[str, ...], Cells]]:
    """Give dimensions and cells of every measure, by `<mart>.<measure>`."""
    sessions = session_facts(book)
    attendances = attendance_facts(book, sessions)
    found: dict[str, tuple[tuple[str, ...], Cells]] = {}
    for mart, further, measures in _marts():
        for measure, (subject, count, divisor) in measures.items():
            facts = attendances if subject == "attendance" else sessions
            cells = _counted(book.world, facts, further, count, divisor)
            found[f"{mart}.{measure}"] = (("prison_code", "period_code", *further), cells)
    _add_heads(book.world, found, sessions)
    add_totals(book.world, found)
    found |= population(book.world)
    return {
        name: (keys, {key: value for key, value in cells.items() if value})
        for name, (keys, cells) in found.items()
    }


Plan = Mapping[str, tuple[str, Measure, int]]

BREAKDOWNS = {"form": "form", "organisation": "organisation_code", "subdomain": "subdomain_code"}
OF_BREAKDOWNS = ("activities", "sessions_planned", "sessions_held", "sessions_cancelled", "session_hours")


def _marts() -> Iterator[tuple[str, tuple[str, ...], Plan]]:
    yield "sessions_by_domain", ("domain_code",), _session_measures()
    for name, key in BREAKDOWNS.items():
        measures = _session_measures()
        yield f"sessions_by_{name}", (key,), {measure: measures[measure] for measure in OF_BREAKDOWNS}
    yield (
        "cancellations_by_reason",
        ("cancellation_reason",),
        {"sessions_cancelled": ("session", _of_status("cancelled"), 1)},
    )
    yield "attendances_by_domain", ("domain_code", "form"), _attendance_measures()
    for name in ("organisation", "subdomain"):
        yield f"attendances_by_{name}", (BREAKDOWNS[name],), _attendance_measures()
    keys = {name: name for name in ("gender", "age_band", "statuut", "language_group", "regime")}
    for name, key in {"domain": "domain_code", **BREAKDOWNS, **keys}.items():
        yield f"participants_by_{name}", (key,), {"participants": ("attendance", _persons, 1)}


def _attendance_measures() -> Plan:
    return {
        "attendances": ("attendance", _rows, 1),
        "attendances_persons": ("attendance", _persons, 1),
        "participant_hours": ("attendance", _sum("share_minutes"), 6000),
    }


def _session_measures() -> Plan:
    return {
        "activities": ("session", _held(lambda facts, parts: distinct(parts, facts.values["activity"])), 1),
        "sessions_planned": ("session", _rows, 1),
        "sessions_held": ("session", _of_status("held"), 1),
        "sessions_cancelled": ("session", _of_status("cancelled"), 1),
        "sessions_moved": ("session", _of_status("moved"), 1),
        "sessions_not_recorded": ("session", _of_status("not_recorded"), 1),
        "session_hours": ("session", _held(_sum("minutes")), 60),
        "supervision_hours": ("session", _held(_sum("supervision")), 60),
    }


def _rows(facts: Facts, parts: Sequence[Dimension]) -> dict[Key, int]:
    return sums(parts, np.ones(len(facts.month), dtype=np.int64))


def _persons(facts: Facts, parts: Sequence[Dimension]) -> dict[Key, int]:
    return distinct(parts, facts.values["person"])


def _sum(value: str) -> Measure:
    return lambda facts, parts: sums(parts, facts.values[value])


def _of_status(status: str) -> Measure:
    def measure(facts: Facts, parts: Sequence[Dimension]) -> dict[Key, int]:
        found = facts.dimensions["status"]
        rows = np.flatnonzero(np.array(found.labels)[found.places] == status)
        return sums([part.of(rows) for part in parts], np.ones(len(rows), dtype=np.int64))

    return measure


def _held(count: Measure) -> Measure:
    def measure(facts: Facts, parts: Sequence[Dimension]) -> dict[Key, int]:
        found = facts.dimensions["status"]
        held = facts.where(np.flatnonzero(np.array(found.labels)[found.places] == "held"))
        return count(held, [held.dimensions[part.name] for part in parts])

    return measure


def _counted(world: World, facts: Facts, further: Sequence[str], count: Measure, divisor: int) -> Cells:
    cells: Cells = {}
    for period in periods(world.first_year, world.last_year):
        inside = facts.where(np.flatnonzero((facts.month >= period.first) & (facts.month < period.after)))
        parts = [inside.dimensions[name] for name in ("prison_code", *further)]
        for key, value in count(inside, parts).items():
            cells[key[0], period.code, *key[1:]] = Fraction(value, divisor)
    return cells


def _add_heads(world: World, found: Mapping[str, tuple[tuple[str, ...], Cells]], sessions: Facts) -> None:
    hours = Facts(
        sessions.month,
        sessions.dimensions,
        {
            "heads": sessions.values["heads"],
            "head_minutes": sessions.values["heads"] * sessions.values["minutes"],
        },
    )
    marts = {
        "domain": ("domain_code", "form"),
        "organisation": ("organisation_code",),
        "subdomain": ("subdomain_code",),
    }
    for mart, further in marts.items():
        for measure, value, divisor in (
            ("attendances", "heads", 1),
            ("participant_hours", "head_minutes", 60),
        ):
            cells = found[f"attendances_by_{mart}.{measure}"][1]
            for key, heads in _counted(world, hours, further, _held(_sum(value)), divisor).items():
                cells[key] = cells.get(key, Fraction()) + heads
