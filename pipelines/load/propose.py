"""Propose how an unknown export maps onto contracts, as a draft that a person confirms."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from pipelines.errors import ConfigError, LoadError
from pipelines.load.draft import ASK
from pipelines.load.guess import FEW, Guess, fit, guess_columns, likely_code
from pipelines.load.identifiers import is_personal
from pipelines.load.proposal import Proposal, Proposed, ProposedMap
from pipelines.load.unknown import Unknown, read_unknown
from pipelines.sources import Contract, Kind, Origin, made_columns

SAMPLES = 3

LISTS = ("accepted_alarm", "break", "domain", "expected", "organisation", "prison", "subdomain")
"""Reference data: the workspace's own, no partner exports them."""

MEETING, SEAT = "session", "attendance"
"""The two datasets of a list of participants: each line says who came, and to which session."""

APART = ("prison_code", "activity_name", "session_date", "start_time")
"""What tells sessions apart where they have no number."""

Guesses = tuple[Guess, ...]


def propose_source(
    path: Path,
    contracts: Mapping[str, Contract],
    *,
    dataset: str | None = None,
    reference: Path | None = None,
) -> Proposal:
    """Find table, dialect and likely contract (or the one named) of an unknown file.

    A list of participants gets two maps, of sessions and of attendances, unless a contract is named.
    `reference` is the folder of reference data: with it, names of prisons and domains are proposed as codes.
    Raises LoadError when there is no table in it that resembles a contract.
    """
    table = read_unknown(path)
    if dataset is not None and dataset not in contracts:
        raise ConfigError(f"--dataset {dataset}: verwacht een van {', '.join(sorted(contracts))}")
    chosen = [contracts[dataset]] if dataset else [one for one in contracts.values() if one.name not in LISTS]
    guesses = {contract.name: guess_columns(table, contract) for contract in chosen}
    best = max(chosen, key=lambda one: fit(guesses[one.name], one), default=None)
    if best is None or not guesses[best.name]:
        raise LoadError(
            f"{path}: geen enkele kolom lijkt op die van een contract; schrijf de bron met de hand"
        )
    kept = _pair(guesses, best.name) or {best.name: guesses[best.name]}
    is_list = len(kept) > 1
    maps = tuple(
        _map(table, contracts[name], own, _listed(reference, contracts[name]), is_list=is_list)
        for name, own in kept.items()
    )
    dropped = tuple(header for header in table.headers if header and is_personal(header))
    used = {one.header for own in kept.values() for one in own} | set(dropped)
    proposal = Proposal(
        path.name, table.sheet, table.encoding, table.delimiter, table.header_row,
        _date_order(table, contracts, kept), maps, dropped,
        unused=tuple(header for header in table.headers if header and header not in used),
    )  # fmt: skip
    return _with_session_number(proposal, contracts)


def _pair(guesses: Mapping[str, Guesses], best: str) -> dict[str, Guesses] | None:
    """Share the headers of a list of participants between its two datasets; None = it is no such list.

    A header goes to where it fits best; both need the number of the session, if there is one.
    """
    if best not in (MEETING, SEAT) or not {MEETING, SEAT} <= guesses.keys():
        return None
    meeting, seat = ({one.column for one in guesses[name]} for name in (MEETING, SEAT))
    if "person_id" not in seat or "session_date" not in meeting:
        return None
    surest = {one.place: one.confidence for one in guesses[MEETING]}
    own_seat = [one for one in guesses[SEAT] if one.confidence >= surest.get(one.place, 0)]
    taken = {one.place for one in own_seat if one.column != "session_id"}
    own_meeting = [one for one in guesses[MEETING] if one.place not in taken]
    numbers = [one for one in own_meeting if one.column == "session_id"]
    others = [one for one in own_seat if one.column != "session_id"]
    return {MEETING: tuple(own_meeting), SEAT: (*numbers, *others)}


def _map(
    table: Unknown,
    contract: Contract,
    guesses: Guesses,
    listed: Mapping[str, Mapping[str, tuple[str, ...]]],
    *,
    is_list: bool,
) -> ProposedMap:
    columns = [_proposed(table, contract, guess, listed) for guess in guesses]
    found = {one.column for one in columns}
    made = made_columns(contract, {name: Origin(headers=(name,)) for name in found})
    missing = tuple(
        column
        for name, column in contract.columns.items()
        if column.required and name not in found and name not in made
    )
    blank = (
        guess.header
        for guess in guesses
        if guess.column == "person_id" and len(table.column(guess.place)) < len(table.rows)
    )
    return ProposedMap(
        contract.name, tuple(columns), missing,
        is_repeated=is_list and contract.name == MEETING,
        where=next(blank, None) if is_list else None,
    )  # fmt: skip


def _with_session_number(proposal: Proposal, contracts: Mapping[str, Contract]) -> Proposal:
    """Number the sessions of a list of participants by what tells them apart, where no header does."""
    meeting = next((one for one in proposal.maps if one.is_repeated), None)
    if meeting is None or any(one.column == "session_id" for one in meeting.columns):
        return proposal
    parts = tuple(one.header for name in APART for one in meeting.columns if one.column == name)
    label = contracts[MEETING].columns["session_id"].label
    number = Proposed("session_id", label, " + ".join(parts), min(_sureness(meeting)), (), {}, join=parts)
    return replace(proposal, maps=tuple(_numbered(one, number) for one in proposal.maps))


def _sureness(meeting: ProposedMap) -> Iterator[int]:
    return (one.confidence for one in meeting.columns if one.column in APART)


def _numbered(one: ProposedMap, number: Proposed) -> ProposedMap:
    missing = tuple(column for column in one.missing if column.name != number.column)
    return replace(one, columns=(number, *one.columns), missing=missing)


def _listed(reference: Path | None, contract: Contract) -> dict[str, dict[str, tuple[str, ...]]]:
    """Give the codes of reference data with their names, by column that refers to them."""
    listed: dict[str, dict[str, tuple[str, ...]]] = {}
    for column in contract.columns.values():
        dataset, _, key = (column.references or "").partition(".")
        file = reference / f"{dataset}.csv" if reference and dataset else None
        if file is None or not file.is_file():
            continue
        with file.open(encoding="utf-8-sig", newline="") as lines:
            listed[column.name] = {
                row[key]: tuple(
                    re.sub(r"\s*\(.*?\)", "", text) for name, text in row.items() if "name" in name and text
                )
                for row in csv.DictReader(lines)
            }
    return listed


def _proposed(
    table: Unknown, contract: Contract, guess: Guess, listed: Mapping[str, Mapping[str, tuple[str, ...]]]
) -> Proposed:
    column = contract.columns[guess.column]
    cells = tuple(dict.fromkeys(table.column(guess.place)))
    values: dict[str, str] = {}
    is_list = column.kind is Kind.ENUM or (column.kind is Kind.CODE and column.references is not None)
    if is_list and not column.is_partner_number and len(cells) <= FEW:
        codes = listed.get(column.name)
        values = {cell: likely_code(column, cell, codes) or ASK for cell in sorted(cells)}
    samples = () if column.kind is Kind.PERSON else cells[:SAMPLES]
    return Proposed(guess.column, column.label, guess.header, guess.confidence, samples, values)


def _date_order(
    table: Unknown, contracts: Mapping[str, Contract], kept: Mapping[str, Sequence[Guess]]
) -> str | None:
    """Say in which order dates are written, where their cells show it."""
    cells = [
        cell
        for name, own in kept.items()
        for one in own
        if contracts[name].columns[one.column].kind is Kind.DATE
        for cell in table.column(one.place)
    ]
    parts = [found.groups() for cell in cells if (found := re.match(r"(\d+)[/.-](\d+)[/.-](\d+)", cell))]
    if parts and all(len(first) == 4 for first, _, _ in parts):
        return "ymd"
    if any(int(first) > 12 for first, _, _ in parts) and all(int(second) <= 12 for _, second, _ in parts):
        return "dmy"
    return None
