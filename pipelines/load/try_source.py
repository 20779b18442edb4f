"""Try a source as it stands, finished or not, on a file: what it would count, beside what the file says."""

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import Any

from pipelines.database import Database, open_database, rows, run
from pipelines.errors import ReportError
from pipelines.load.discover import Unknown, read_unknown
from pipelines.load.exports import load_exports
from pipelines.load.propose import ASK, Proposal, Proposed, ProposedMap, Sideways
from pipelines.load.reference import load_reference
from pipelines.load.schema import prepare
from pipelines.load.source_toml import Place, edited, read_draft
from pipelines.load.trial import AT, KEY, Trial, compare_totals, totals_by_place, usual_answer
from pipelines.sources import Contract, Source, fits, made_columns, read_export, read_source

TRIED = "proef"


class TrialBench:
    """A database in memory with the workspace's lists, on which a source is tried again and again.

    What a trial loads is taken out before the next; the lists are read anew when a file of them changes.
    """

    def __init__(self) -> None:
        self._database: Database | None = None
        self._lists: object = None
        self._tables: tuple[object, tuple[Unknown, ...]] = (None, ())
        self._turn = Lock()

    def try_source(self, path: Path, text: str, contracts: Mapping[str, Contract], reference: Path) -> Trial:
        """Load the file by this text, finished or not; give what became of its rows.

        What is still to be answered takes a usual answer, so that the rest shows; words that nobody gave a
        meaning are refused, as they would be. `problem` says why nothing can be read.
        """
        with self._turn, tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / f"{TRIED}.toml"
            try:
                whole, asked = answered(text, contracts)
                file.write_text(whole, encoding="utf-8")
                free = _without_lists(contracts, asked)
                source = read_source(file, free)
                database = self._ready(free, reference)
                export = read_export(source.name, path, path.name)
                report = load_exports(database, [export], [source], free, key=KEY, received=AT)
                proposal = _as_proposal(source, path, self._tables_of(path))
            except ReportError as error:
                told = str(error).replace(str(file), path.name).replace(f"{path.parent}/", "")
                return Trial(problem=told.replace(f"data/sources/{TRIED}.toml", "de bron"))
            return Trial(
                report.deliveries,
                tuple(totals_by_place(database, proposal)),
                tuple(compare_totals(database, proposal, proposal.tables)),
            )

    def _ready(self, contracts: Mapping[str, Contract], reference: Path) -> Database:
        lists = (*((path, path.stat().st_mtime_ns) for path in sorted(reference.glob("*.csv"))), *contracts)
        if self._database is None or self._lists != lists:
            self._database = open_database(None)
            prepare(self._database, contracts)
            load_reference(self._database, reference, contracts)
            self._lists = lists
        for schema, table in rows(self._database, HELD):
            run(
                self._database,
                f'delete from {schema}."{table}" where delivery_id in '
                "(select delivery_id from load.delivery where source_code <> 'reference')",
            )
        run(self._database, "delete from load.delivery where source_code <> 'reference'")
        return self._database

    def _tables_of(self, path: Path) -> tuple[Unknown, ...]:
        mark = (path, path.stat().st_mtime_ns)
        if self._tables[0] != mark:
            self._tables = (mark, read_unknown(path))
        return self._tables[1]


HELD = (
    "select schema_name, table_name from duckdb_columns() where column_name = 'delivery_id' "
    "and table_name <> 'delivery' and schema_name in ('raw', 'rejected', 'load') order by all"
)
"""The tables that hold anything of a delivery."""


def answered(text: str, contracts: Mapping[str, Contract]) -> tuple[str, frozenset[tuple[str, str]]]:
    """Give the text with a usual answer for what is asked, and which columns that are: (dataset, column).

    Words that have no meaning yet are left out of the lists of words.
    """
    draft = read_draft(text, TRIED)
    changes: dict[Place, Any] = {("source",): TRIED, ("max_rejected_share",): 1}
    changes |= {(key,): TRIED for key in ("label", "organisation") if draft.get(key, ASK) in (ASK, "")}
    is_whose_asked = draft.get("organisation", ASK) in (ASK, "")
    asked = {(name, "organisation_code") for name in contracts if is_whose_asked}
    for place, mapped in enumerate(draft.get("maps", [])):
        contract = contracts.get(mapped.get("dataset", ""))
        if contract is None:
            continue
        listed = mapped.get("columns", {})
        for column in contract.columns.values():
            at: Place = ("maps", place, "columns", column.name)
            if is_asked(column.name, listed, contract):
                changes[at] = {"constant": usual_answer(column, place)}
                asked.add((contract.name, column.name))
            elif (
                isinstance(origin := listed.get(column.name), dict)
                and ASK in origin.get("values", {}).values()
            ):
                known = {word: code for word, code in origin["values"].items() if ASK not in code}
                changes[at] = {**origin, "values": known}
    return edited(text, changes, TRIED), frozenset(asked)


def is_asked(name: str, listed: Mapping[str, Any], contract: Contract) -> bool:
    """Tell whether a column still has to be answered: it is required and nothing gives it, or `?` does."""
    if name in listed:
        return isinstance(listed[name], dict) and ASK in str(listed[name].get("constant", ""))
    return contract.columns[name].required and name not in made_columns(contract, listed)


def _without_lists(
    contracts: Mapping[str, Contract], asked: frozenset[tuple[str, str]]
) -> dict[str, Contract]:
    """Let a column that is still asked hold any code."""
    return {
        name: replace(
            contract,
            columns={
                key: replace(column, references=None) if (name, key) in asked else column
                for key, column in contract.columns.items()
            },
        )
        for name, contract in contracts.items()
    }


def _as_proposal(source: Source, path: Path, tables: Sequence[Unknown]) -> Proposal:
    """Give what the comparison with the file's own totals asks of a proposal: which headers are added up."""
    alike = tuple(one for one in tables if set(one.headers) == set(tables[0].headers))
    beside = tuple(
        Sideways(
            {header: header for header in alike[0].headers if fits(header, one.columns)},
            one.names_to,
            one.values_to,
        )
        for one in source.layout.unpivots
    )
    maps = tuple(
        ProposedMap(
            mapped.dataset,
            tuple(
                Proposed(
                    name,
                    name,
                    _header(origin.headers, alike),
                    100,
                    (),
                    {},
                    constant=origin.constant,
                    unit=origin.unit,
                )
                for name, origin in mapped.columns.items()
            ),
            (),
            is_repeated=mapped.repeated or mapped.where is not None,
        )
        for mapped in source.maps
    )
    return Proposal(path.name, (), None, None, '"', 1, 1, None, maps, (), (), beside=beside, tables=alike)


def _header(headers: Sequence[str], tables: Sequence[Unknown]) -> str:
    """Give the one of alternative headers that the file has."""
    known = {header for table in tables for header in table.headers}
    return next((header for header in headers if header in known), next(iter(headers), ""))
