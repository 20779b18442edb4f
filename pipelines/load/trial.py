"""Try a proposed source on its own file, and set what it would count beside what the file says itself."""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from pipelines.database import Database, open_database, rows
from pipelines.errors import ReportError
from pipelines.load.casts import named, quoted
from pipelines.load.discover import Unknown, number_in
from pipelines.load.exports import load_exports
from pipelines.load.propose import ASK, Proposal, Proposed, ProposedMap, draft
from pipelines.load.reasons import reason_text
from pipelines.load.schema import prepare
from pipelines.load.summary import LoadSummary
from pipelines.sources import Column, Contract, Kind, read_export, read_source

KEY = bytes(32)
"""The key of pseudonyms that are thrown away with the database they stand in."""

AT = datetime(2000, 1, 1, tzinfo=UTC)
MEASURES = {"count": ("value",), "session": ("head_count", "duration_hours")}
"""What is added up of each dataset; of all others, and of sessions too, rows are counted."""

SHOWN = 12
OTHER_TABLE = "block"
"""Why lines are skipped that belong to another table below the first."""


@dataclass(frozen=True)
class Comparison:
    """What a source would count of one column, and what the file has of it: its cells, and what it printed.

    `printed` are totals in the file, of lines or of columns: one of them should be the sum.
    """

    column: str
    loaded: Decimal
    cells: Decimal
    printed: tuple[Decimal, ...] = ()

    @property
    def agrees(self) -> bool:
        """Tell whether nothing of the column was lost or counted twice, and a printed total is that sum."""
        return self.loaded == self.cells and (not self.printed or self.loaded in self.printed)


@dataclass(frozen=True)
class Trial:
    """What a source would make of its file: rows, totals by prison and period, and how the totals compare.

    `problem` is why it can't be tried: what a person must say first.
    """

    summaries: tuple[LoadSummary, ...] = ()
    totals: tuple[tuple[str, ...], ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    problem: str = ""

    @property
    def agrees(self) -> bool:
        """Tell whether all rows and tables would be taken and all totals are those of the file."""
        taken = all(one.rejected == 0 and one.duplicate == 0 for one in self.summaries)
        passed_by = any(OTHER_TABLE in one.skips for one in self.summaries)
        return not self.problem and taken and not passed_by and all(one.agrees for one in self.comparisons)


def try_proposal(path: Path, proposal: Proposal, contracts: Mapping[str, Contract]) -> Trial:
    """Load the file in a database that is thrown away, as if every `?` were answered.

    Words that nobody knows yet stand for themselves, so that totals are those of the words of the file.
    """
    free = {name: _without_lists(contract) for name, contract in contracts.items()}
    whole = replace(
        proposal,
        maps=tuple(_answered(one, free[one.dataset], place) for place, one in enumerate(proposal.maps, 1)),
    )
    with tempfile.TemporaryDirectory() as folder, closing(open_database(None)) as database:
        text = draft(whole).replace(f'"{ASK}"', '"PROEF"', 2)  # label and organisation
        file = Path(folder) / f"{proposal.name}.toml"
        file.write_text(text.replace("files =", "max_rejected_share = 1\nfiles =", 1), encoding="utf-8")
        try:
            source = read_source(file, free)
            prepare(database, free)
            export = read_export(source.name, path, path.name)
            report = load_exports(database, [export], [source], free, key=KEY, received=AT)
        except ReportError as error:
            return Trial(problem=str(error).replace(str(file), path.name))
        return Trial(
            report.deliveries,
            tuple(totals_by_place(database, whole)),
            tuple(compare_totals(database, whole, proposal.tables)),
        )


def _without_lists(contract: Contract) -> Contract:
    columns = {name: replace(column, references=None) for name, column in contract.columns.items()}
    return replace(contract, columns=columns)


def _answered(proposed: ProposedMap, contract: Contract, place: int) -> ProposedMap:
    """Answer every question of a map so that it takes all lines: each word stands for itself."""
    columns = tuple(
        replace(
            one,
            values={
                word: code if ASK not in code else _word(contract.columns[one.column], word, code)
                for word, code in one.values.items()
            },
        )
        for one in proposed.columns
    )
    given = [
        Proposed(one.name, one.label, "", 0, (), {}, constant=usual_answer(one, place))
        for one in proposed.asked
    ]
    return replace(proposed, columns=(*columns, *given), missing=(), wanted=())


def _word(column: Column, word: str, code: str) -> str:
    """Say what a word stands for that nobody knows: itself, or any that the contract allows."""
    if column.values:
        return column.values[0]
    return code.replace(ASK, "2000") if column.kind is Kind.PERIOD else word


def usual_answer(column: Column, place: int) -> str:
    """Give a value that a column may hold, for a question that nobody answered yet."""
    if column.values:
        return column.values[0]
    match column.kind:
        case Kind.PERIOD | Kind.YEAR:
            return "2000"
        case Kind.DATE:
            return "2000-01-01"
        case Kind.CODE | Kind.TEXT | Kind.PERSON:
            return f"{ASK}{place}"
        case _:
            return "0"


def totals_by_place(database: Database, proposal: Proposal) -> Iterator[tuple[str, ...]]:
    """Give prison, period and sums of each dataset, the first of them."""
    for dataset in dict.fromkeys(one.dataset for one in proposal.maps):
        mapped = {column.column for one in proposal.maps if one.dataset == dataset for column in one.columns}
        sums = [f"sum({named(name)})" for name in MEASURES.get(dataset, ()) if name in mapped]
        period = "period_code" if "period_code" in mapped else "null"
        period = "strftime(session_date, '%Y-%m')" if "session_date" in mapped else period
        prison = "prison_code" if "prison_code" in mapped else "null"
        what = "indicator_code" if "indicator_code" in mapped else quoted(dataset)
        found = rows(
            database,
            f"select {what}, {prison}, {period}, count(*), {', '.join(sums) or 'null'} "
            f"from raw.{named(dataset)} group by all order by all limit {SHOWN}",
        )
        yield from (tuple(_said(cell) for cell in row) for row in found)


def _said(cell: object) -> str:
    """Give a cell of the totals as text: numbers without the zeros of their type."""
    return f"{cell.normalize() + 0:f}" if isinstance(cell, Decimal) else "" if cell is None else str(cell)


def compare_totals(database: Database, proposal: Proposal, tables: Sequence[Unknown]) -> Iterator[Comparison]:
    """Give what was loaded of each column that is added up, beside its cells and printed totals."""
    for one in proposal.maps:
        for column in one.columns:
            if column.column not in MEASURES.get(one.dataset, ()) or one.is_repeated:
                continue
            headers = _headers_of(column, proposal)
            cells = sum((_sum(table, headers, table.rows) for table in tables), Decimal(0))
            if column.column == "duration_hours" and not cells:
                continue
            yield Comparison(
                " + ".join(headers[:3]) + (" ..." if len(headers) > 3 else ""),
                _loaded(database, one, column),
                cells,
                tuple(_printed(tables, headers)),
            )


def _headers_of(column: Proposed, proposal: Proposal) -> tuple[str, ...]:
    beside = [one for one in proposal.beside if one.values_to == column.header]
    return tuple(beside[0].columns) if beside else (column.header,)


def _sum(table: Unknown, headers: Sequence[str], lines: Sequence[Sequence[str]]) -> Decimal:
    places = [place for place, header in enumerate(table.headers) if header in headers]
    numbers = (number_in(line[place]) for line in lines for place in places if place < len(line))
    return sum((number for number in numbers if number is not None), Decimal(0))


def _printed(tables: Sequence[Unknown], headers: Sequence[str]) -> Iterator[Decimal]:
    """Give the totals that the file has of these columns: in lines below or above, and in columns beside."""
    if len(tables) > 1:
        last = [sums[-1] for table in tables if (sums := _line_totals(table, headers))]
        yield from [sum(last, Decimal(0))] if last else []
    else:
        yield from _line_totals(tables[0], headers)
    beside = [(table, place) for table in tables for place in table.total_columns]
    if len(headers) > 1:
        sums = [_sum(table, (table.headers[place],), table.rows) for table, place in beside]
        yield from sums if len(tables) == 1 else [sum(sums, Decimal(0))] if sums else []


def _line_totals(table: Unknown, headers: Sequence[str]) -> list[Decimal]:
    return [value for line in table.total_rows if (value := _sum(table, headers, [line]))]


def _loaded(database: Database, proposed: ProposedMap, column: Proposed) -> Decimal:
    of_map = [
        "indicator_code = $1" for one in proposed.columns if one.column == "indicator_code" and one.constant
    ]
    values = [one.constant for one in proposed.columns if one.column == "indicator_code" and one.constant]
    own = named(column.column)
    counted = f"round({own} * 60)" if column.unit == "minutes" else own  # hours are rounded row by row
    ((total,),) = rows(
        database,
        f"select coalesce(sum({counted}), 0) from raw.{named(proposed.dataset)} "
        f"where {of_map[0] if of_map else 'true'}",
        values or None,
    )
    return Decimal(str(total)).normalize() + 0


def trial_lines(trial: Trial) -> list[str]:
    """Say in Dutch what a trial gave, and what does not agree."""
    if trial.problem:
        return ["Proef: dit ontwerp kan nog niet gelezen worden.", f"  {trial.problem}"]
    lines = ["Proef: zo zou dit ontwerp het bestand lezen (niets is bewaard)"]
    for one in trial.summaries:
        reasons = ", ".join(f"{count} x {reason_text(reason, 'nl')}" for reason, count in one.reasons.items())
        lines.append(
            f"  {one.dataset}: gelezen {one.read}, aanvaard {one.accepted}, geweigerd {one.rejected}, "
            f"dubbel {one.duplicate}, overgeslagen {one.skipped}" + (f" ({reasons})" if reasons else "")
        )
    lines += ["  " + "  ".join(filter(None, one)) for one in trial.totals]
    for pair in trial.comparisons:
        said = f"  {pair.column}: {pair.loaded:f} ingelezen, {pair.cells:f} in de cellen van het bestand"
        printed = " of ".join(f"{one:f}" for one in pair.printed[:4])
        said += f", {printed} als totaal gedrukt" if printed else ""
        lines.append(said + ("" if pair.agrees else "  <- KLOPT NIET"))
    if not trial.agrees:
        lines.append("  Let op: niet alles klopt. Zoek eerst uit waarom, voor u dit ontwerp gebruikt.")
    return lines
