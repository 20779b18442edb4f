"""Propose how an unknown export maps onto a contract, as a draft that a person confirms."""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import tomlkit

from pipelines.errors import ConfigError, LoadError
from pipelines.load.guess import FEW, Guess, fit, guess_columns, likely_code
from pipelines.load.identifiers import is_personal
from pipelines.load.unknown import Unknown, read_unknown
from pipelines.sources import Contract, Kind, Origin, made_columns

ASK = "?"
"""What a person must still fill in: no contract knows it, so nothing is accepted silently."""

SAMPLES = 3

LISTS = ("accepted_alarm", "break", "domain", "expected", "organisation", "prison", "subdomain")
"""Reference data: the workspace's own, no partner exports them."""


@dataclass(frozen=True)
class Proposed:
    """A column of the contract, the header proposed for it and how sure that is, with some of its cells.

    `values` says what the words of a list would mean; those that nobody could tell mean `?`.
    """

    column: str
    label: str
    header: str
    confidence: int
    samples: tuple[str, ...]
    values: Mapping[str, str]


@dataclass(frozen=True)
class Proposal:
    """What was found in a file and how it would be mapped; `toml` is the draft of its source.

    `missing` are required columns that no header gives, `dropped` headers that look like persons,
    `unused` the other headers that nothing maps.
    """

    file: str
    sheet: str | None
    encoding: str | None
    delimiter: str | None
    header_row: int
    dataset: str
    columns: tuple[Proposed, ...]
    missing: tuple[str, ...]
    dropped: tuple[str, ...]
    unused: tuple[str, ...]
    toml: str


def propose_source(
    path: Path,
    contracts: Mapping[str, Contract],
    *,
    dataset: str | None = None,
    reference: Path | None = None,
) -> Proposal:
    """Find table, dialect and likely contract (or the one named) of an unknown file, and draft its source.

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
    listed = _listed(reference, best)
    columns = tuple(_proposed(table, best, guess, listed) for guess in guesses[best.name])
    mapped = {one.column for one in columns}
    required = [name for name, column in best.columns.items() if column.required]
    made = made_columns(best, {name: Origin(headers=(name,)) for name in mapped})
    missing = tuple(name for name in required if name not in mapped and name not in made)
    dropped = tuple(header for header in table.headers if header and is_personal(header))
    used = {one.header for one in columns} | set(dropped)
    unused = tuple(header for header in table.headers if header and header not in used)
    proposal = Proposal(
        path.name, table.sheet, table.encoding, table.delimiter, table.header_row,
        best.name, columns, missing, dropped, unused, toml="",
    )  # fmt: skip
    return replace(proposal, toml=_draft(proposal, best, _date_order(table, best, guesses[best.name])))


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


def _date_order(table: Unknown, contract: Contract, guesses: tuple[Guess, ...]) -> str | None:
    """Say in which order dates are written, where their cells show it."""
    cells = [
        cell
        for one in guesses
        if contract.columns[one.column].kind is Kind.DATE
        for cell in table.column(one.place)
    ]
    parts = [found.groups() for cell in cells if (found := re.match(r"(\d+)[/.-](\d+)[/.-](\d+)", cell))]
    if parts and all(len(first) == 4 for first, _, _ in parts):
        return "ymd"
    if any(int(first) > 12 for first, _, _ in parts) and all(int(second) <= 12 for _, second, _ in parts):
        return "dmy"
    return None


def _draft(proposal: Proposal, contract: Contract, dates: str | None) -> str:
    file = Path(proposal.file)
    stem = re.sub(r"[ _-]*(19|20)\d\d.*$", "", file.stem) or file.stem
    name = re.sub(r"\W+", "_", stem.casefold()).strip("_")
    document = tomlkit.document()
    document.add(tomlkit.comment(f"Voorstel bij {file.name}. Kijk alles na; vul in waar {ASK} staat."))
    if proposal.dropped:
        told = "Niet ingelezen, want mogelijk over personen: " + ", ".join(proposal.dropped)
        document.add(tomlkit.comment(told))
    if proposal.unused:
        document.add(tomlkit.comment("Niet gebruikt: " + ", ".join(proposal.unused)))
    document.update({"source": name, "label": ASK, "organisation": ASK, "files": [f"{stem}*{file.suffix}"]})
    dialect = tomlkit.table()
    for key, value in (("delimiter", proposal.delimiter), ("encoding", proposal.encoding), ("dates", dates)):
        if value is not None:
            dialect.add(key, value)
    if dialect:
        document.add("dialect", dialect)
    if proposal.sheet is not None:
        sheets = tomlkit.table()
        sheets.add("sheets", [proposal.sheet])
        document.add("table", sheets)
    maps = tomlkit.aot()
    maps.append(_map(contract, proposal.columns, proposal.missing))
    document.add("maps", maps)
    return tomlkit.dumps(document)


def _map(contract: Contract, columns: tuple[Proposed, ...], missing: tuple[str, ...]) -> tomlkit.items.Table:
    mapped = tomlkit.table()
    mapped.add("dataset", contract.name)
    listed = tomlkit.table()
    for one in columns:
        value: object = one.header
        if one.values:
            value = tomlkit.inline_table()
            value.update({"from": one.header, "values": dict(one.values)})
        item = tomlkit.item(value)
        item.comment(f"{one.label}; {one.confidence} % zeker")
        listed.add(one.column, item)
    for name in missing:
        column = contract.columns[name]
        asked = tomlkit.inline_table()
        asked.update({"constant": ASK})
        asked.comment(f"{column.label}: niet gevonden; {' of '.join(column.values) or column.definition}")
        listed.add(name, asked)
    mapped.add("columns", listed)
    return mapped
