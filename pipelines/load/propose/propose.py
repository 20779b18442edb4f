"""Propose how an unknown export maps onto contracts, as a draft that a person confirms."""

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from pipelines.errors import ConfigError, LoadError
from pipelines.load.discover import FEW, Unknown, likely_code, read_unknown
from pipelines.load.headers import MEASURES, is_personal
from pipelines.load.propose.guess import Guess, fit, guess_columns
from pipelines.load.propose.measures import likely_measure, measure_columns
from pipelines.load.propose.participants import REPEATED, Guesses, share_out, with_session_number
from pipelines.load.propose.proposal import Proposal, Proposed, ProposedMap
from pipelines.load.propose.source_draft import ASK
from pipelines.load.propose.unpivot import Sideways, sideways, stand_below
from pipelines.sources import Contract, Kind, Origin, made_columns

SAMPLES = 3

LISTS = ("accepted_alarm", "break", "domain", "expected", "organisation", "prison", "subdomain")
"""Reference data: the workspace's own, no partner exports them."""

TOTALS = "count"
"""The dataset of a table of totals, in which each column of numbers counts something."""

Listed = Mapping[str, Mapping[str, tuple[str, ...]]]


def propose_source(
    path: Path,
    contracts: Mapping[str, Contract],
    *,
    dataset: str | None = None,
    reference: Path | None = None,
) -> Proposal:
    """Find table, dialect and likely contract (or the one named) of an unknown file.

    A list of participants gets maps of sessions and attendances, and a table of totals one for each column
    that counts something, unless a contract is named. Periods beside each other are put below each other.
    `reference` is the folder of reference data: with it, names of prisons and domains are proposed as codes.
    Raises LoadError when there is no table in it that resembles a contract.
    """
    if dataset is not None and dataset not in contracts:
        raise ConfigError(f"--dataset {dataset}: verwacht een van {', '.join(sorted(contracts))}")
    found = read_unknown(path)
    beside = sideways(found)
    table = stand_below(found, beside) if beside else found
    chosen = [contracts[dataset]] if dataset else [one for one in contracts.values() if one.name not in LISTS]
    maps = _maps(table, chosen, {one.name: _listed(reference, one) for one in chosen})
    if not maps:
        raise LoadError(
            f"{path}: geen enkele kolom lijkt op die van een contract; schrijf de bron met de hand"
        )
    if beside:
        maps = [_with_period(one, beside, path.name) for one in maps]
    used = {header for one in maps for column in one.columns for header in (column.header, *column.join)}
    used |= set(beside.periods) if beside else set()
    unused = [header for header in found.headers if header and header not in used]
    proposal = Proposal(
        path.name, found.sheet, found.encoding, found.delimiter, found.header_row,
        _date_order(table, contracts, maps), tuple(maps),
        dropped=tuple(header for header in unused if is_personal(header)),
        unused=tuple(header for header in unused if not is_personal(header)),
        beside=beside,
    )  # fmt: skip
    return with_session_number(proposal, contracts)


def _maps(table: Unknown, chosen: Sequence[Contract], listed: Mapping[str, Listed]) -> list[ProposedMap]:
    """Give the maps of the contract that the table fits best; none when it fits no contract at all."""
    guesses = {one.name: _guesses(table, one, listed[one.name]) for one in chosen}
    contracts = {one.name: one for one in chosen}
    best = max(chosen, key=lambda one: fit(guesses[one.name], one))
    kept = share_out(guesses, best.name) or {best.name: guesses[best.name]}
    maps = [
        _map(table, contracts[name], own, listed[name], is_list=len(kept) > 1)
        for name, own in kept.items()
        if own
    ]
    return _by_measure(table, maps[0], kept[TOTALS]) if TOTALS in kept and maps else maps


def _guesses(table: Unknown, contract: Contract, listed: Listed) -> Guesses:
    """Guess the columns of a contract; what a table of totals counts may be called anything."""
    guesses = guess_columns(table, contract, listed)
    if contract.name != TOTALS or not guesses or any(one.column == "value" for one in guesses):
        return guesses
    return (*guesses, *measure_columns(table, guesses)[:1])


def _by_measure(table: Unknown, proposed: ProposedMap, guesses: Guesses) -> list[ProposedMap]:
    """Give a map for each column that counts something, where no column says what is counted."""
    if any(one.column == "indicator_code" for one in guesses) or table.is_below:
        return [proposed]
    rest = tuple(one for one in guesses if one.column != "value")
    value = next(one for one in proposed.columns if one.column == "value")
    indicator = next(one for one in proposed.missing if one.name == "indicator_code")
    named = [one for one in guesses if one.column == "value"]
    counted = {one.place: one for one in (*named, *measure_columns(table, rest))}
    return [
        _of_measure(
            proposed,
            replace(value, header=one.header, confidence=one.confidence,
                    samples=tuple(dict.fromkeys(table.column(one.place)))[:SAMPLES]),
            indicator.label,
        )
        for one in counted.values()
    ]  # fmt: skip


def _of_measure(proposed: ProposedMap, value: Proposed, label: str) -> ProposedMap:
    """Give the map of one column of totals, with what it counts where its header says so."""
    columns = tuple(value if one.column == "value" else one for one in proposed.columns)
    measure = likely_measure(value.header)
    if measure is None:
        return replace(proposed, columns=columns)
    name, sure = measure
    named = Proposed("indicator_code", label, "", sure, (), {}, constant=name)
    missing = tuple(one for one in proposed.missing if one.name != "indicator_code")
    return replace(proposed, columns=(*columns, named), missing=missing)


def _with_period(proposed: ProposedMap, beside: Sideways, file: str) -> ProposedMap:
    """Say of which period each of the columns is: of its own year, else of that in the name of the file."""
    period = next((one for one in proposed.columns if one.header == beside.names_to), None)
    year = next((one for one in proposed.columns if one.column == "period_code"), None)
    if period is None and year is not None:
        joined = replace(year, join=(year.header, beside.names_to), separator="-", values={})
        return replace(proposed, columns=tuple(joined if one is year else one for one in proposed.columns))
    if period is None:
        return proposed
    told = re.search(r"(?:19|20)\d\d", file)
    values = {
        header: part if re.match(r"\d{4}", part) else f"{told[0] if told else ASK}-{part}"
        for header, part in beside.periods.items()
    }
    columns = tuple(replace(one, values=values) if one is period else one for one in proposed.columns)
    return replace(proposed, columns=columns)


def _map(
    table: Unknown, contract: Contract, guesses: Guesses, listed: Listed, *, is_list: bool
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
        is_repeated=is_list and contract.name in REPEATED,
        where=next(blank, None) if is_list else None,
    )  # fmt: skip


def _listed(reference: Path | None, contract: Contract) -> dict[str, dict[str, tuple[str, ...]]]:
    """Give the codes of reference data with their names, by column that refers to them."""
    listed: dict[str, dict[str, tuple[str, ...]]] = {"indicator_code": dict(MEASURES)}
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


def _proposed(table: Unknown, contract: Contract, guess: Guess, listed: Listed) -> Proposed:
    column = contract.columns[guess.column]
    cells = tuple(dict.fromkeys(table.column(guess.place)))
    values: dict[str, str] = {}
    is_list = column.kind is Kind.ENUM or column.references is not None or column.name in listed
    if is_list and not column.is_partner_number and len(cells) <= FEW:
        codes = listed.get(column.name)
        values = {cell: likely_code(column, cell, codes) or ASK for cell in sorted(cells)}
    is_private = column.kind is Kind.PERSON or is_personal(guess.header)
    is_birthday = column.kind is Kind.YEAR and is_private
    return Proposed(
        guess.column, column.label, guess.header, guess.confidence,
        () if is_private else cells[:SAMPLES], {} if is_private else values,
        part="year" if is_birthday else None,
    )  # fmt: skip


def _date_order(table: Unknown, contracts: Mapping[str, Contract], maps: Sequence[ProposedMap]) -> str | None:
    """Say in which order dates are written, where their cells show it."""
    headers = {
        column.header
        for one in maps
        for column in one.columns
        if contracts[one.dataset].columns[column.column].kind is Kind.DATE or column.part
    }
    cells = [
        cell
        for place, header in enumerate(table.headers)
        if header in headers
        for cell in table.column(place)
    ]
    parts = [found.groups() for cell in cells if (found := re.match(r"(\d+)[/.-](\d+)[/.-](\d+)", cell))]
    if parts and all(len(first) == 4 for first, _, _ in parts):
        return "ymd"
    first, second = (any(int(one[place]) > 12 for one in parts) for place in (0, 1))
    return {(True, False): "dmy", (False, True): "mdy"}.get((first, second))
