"""Bring the mapped columns of a file, and nothing else, into DuckDB as text: one temporary table a sheet."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from pipelines.database import Database, DatabaseError, rows, run
from pipelines.errors import LoadError
from pipelines.load.casts import quoted
from pipelines.load.headers import Header, Wanted, note_reader
from pipelines.load.read import (
    Part,
    TextShape,
    check_unchanged,
    count_lines,
    open_parts,
    text_records,
    text_shape,
)
from pipelines.load.stage.double_columns import refuse_double_columns
from pipelines.load.stage.duckdb_csv import is_direct
from pipelines.load.stage.header_told import header_notices
from pipelines.load.stage.laid_out import made_columns_of
from pipelines.load.stage.notices import Notice, edge_of_program, notices_of_sheet
from pipelines.load.stage.other_tables import mark_blocks
from pipelines.load.stage.sheet_grid import SheetGrid, store_grid
from pipelines.load.stage.spoiled_cells import mend_cells
from pipelines.load.stage.store_text import NEVER, Text, door, store_records
from pipelines.load.stage.titles import titles_of
from pipelines.load.summary import NOT_WRITTEN, FileFormats
from pipelines.load.workbooks import (
    NUMBERED,
    SheetLines,
    cell_text,
    counts_from_1904,
    filled,
    measured_places,
    places_of_kinds,
    read_sheets,
    refuse_lost_cells,
    shown_rows,
)
from pipelines.sources import Contract, Export, Kind, Source, wanted_headers


@dataclass(frozen=True)
class StagedSheet:
    """A sheet in the temporary table `table`: `line`, `fault`, `note` and the SQL name of each wanted column.

    `lines_above` is how many lines stand above the header. A cell is never null: an empty one is ''.
    `note` says why a line is no row. `is_long` says that one line of the sheet gives several of the table.
    `dropped` names the columns that nobody maps and that look as if they name persons.
    """

    table: str
    name: str
    lines_above: int
    cells: Mapping[Wanted, str]
    is_long: bool = False
    has_table: bool = True
    written: FileFormats = NOT_WRITTEN
    dropped: tuple[str, ...] = ()
    is_from_1904: bool = False
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True)
class Reader:
    """What every way of reading a file needs."""

    database: Database
    source: Source
    contracts: Mapping[str, Contract]
    decimal: str


def deliver(
    database: Database,
    export: Export,
    source: Source,
    contracts: Mapping[str, Contract],
    *,
    decimal: str,
    table: str,
) -> Iterator[StagedSheet]:
    """Make a temporary table of each sheet, named `<table>_<number>`; outside any transaction.

    A file without any table gives one sheet without rows; of a ZIP each file gives its sheets. Raises
    SourceError when columns are missing, LoadError when the file can't be read or changes meanwhile.
    """
    read = Reader(database, source, contracts, decimal)
    number = 0
    try:
        for part in open_parts(export.path, source.format):
            for sheet in _from_part(read, part, export.path, table, number):
                number += 1
                yield sheet
        check_unchanged(export)
    except OSError as error:
        raise LoadError(f"{export.path}: kan niet gelezen worden ({error.strerror})") from error


def _from_part(read: Reader, part: Part, path: Path, table: str, before: int) -> Iterator[StagedSheet]:
    if part.kind == "text":
        yield _from_text(read, part, path, f"{table}_{before + 1}")
        return
    is_from_1904 = counts_from_1904(part.file)
    for number, sheet in enumerate(read_sheets(part.file, path, read.source), before + 1):
        delivered = _from_sheet(read, sheet, part.sheet(sheet.name), f"{table}_{number}", path)
        yield replace(delivered, is_from_1904=is_from_1904)


def _from_text(read: Reader, part: Part, path: Path, table: str) -> StagedSheet:
    where = Path(f"{path} ({part.name})") if part.name else path  # which file of a ZIP is meant
    shape = text_shape(part.file, where, read.source)
    if isinstance(shape, int):
        return _without_table(read, part.name, shape, table)
    refuse_double_columns(where, shape.header)
    lines = count_lines(part.file, shape.encoding)
    mending: tuple[Notice, ...] = ()
    if not (
        is_direct(part.file, shape)
        and _read_directly(read.database, part.file, shape, table)
        and _accounts_for(read.database, table, shape, lines)
    ):
        reader = note_reader(read.source, read.contracts, shape.header)
        text = Text(text_records(part.file, where, shape), lines, shape.header, reader, where)
        store_records(read.database, text, table)
        mending = mend_cells(read.database, table, sorted(shape.header.used))
    written = FileFormats(shape.encoding, shape.dialect.delimiter, shape.dialect.quote, shape.header.row + 1)
    marked = mark_blocks(read.database, table, shape.header, _numbers(read, shape.header))
    texts = (record.cells for record in text_records(part.file, where, shape))
    titles = _titles(read, table, shape.header, texts)
    laid_out = _laid_out(read, shape.header, (part.title, path.stem), table, titles)
    told = header_notices(shape.header, read.source.layout)
    notices = (*told, *mending, *marked, *edge_of_program(lines))
    return replace(laid_out, name=part.name, written=written, dropped=shape.dropped, notices=notices)


def _read_directly(database: Database, file: BinaryIO, shape: TextShape, table: str) -> bool:
    header = shape.header
    columns = ", ".join(f"'c{place}': 'varchar'" for place in range(header.width))
    kept = ", ".join(f"c{place}" for place in sorted(header.used))
    try:
        run(
            database,
            f"create or replace temp table {table}_text as select {kept} from read_csv({door(file)}, "
            f"delim = {quoted(shape.dialect.delimiter)}, quote = '\"', escape = '\"', header = false, "
            f"skip = {header.row + 1}, columns = {{{columns}}}, auto_detect = false, "
            f"strict_mode = true, nullstr = {NEVER})",
        )
    except DatabaseError:  # its message would repeat cells; the careful way names the fault instead
        return False
    # a new table numbers its rows from 0 in the order of the file
    run(
        database,
        f"create or replace temp view {table} as select rowid + {header.row + 2} as line, "
        f"null::varchar as fault, null::varchar as note, {kept} from {table}_text",
    )
    return True


def _accounts_for(database: Database, table: str, shape: TextShape, lines: int) -> bool:
    """Tell whether there is a row for each line below the header: else a cell swallowed some."""
    ((number,),) = rows(database, f"select count(*) from {table}_text")
    return number == lines - shape.header.row - 1


def _from_sheet(read: Reader, sheet: SheetLines, name: str, table: str, path: Path) -> StagedSheet:
    if sheet.header is None:
        refuse_lost_cells(sheet.name, sheet.plain, sheet.rows, sum(map(filled, sheet.rows)), path)
        return _without_table(read, name, sheet.height, table)
    refuse_double_columns(path, sheet.header, sheet.name)
    reader = note_reader(read.source, read.contracts, sheet.header)
    measured = measured_places(read.source, read.contracts, sheet.header)
    shares = places_of_kinds(read.source, read.contracts, sheet.header, (Kind.SHARE,))
    shown = shown_rows(sheet, sheet.header, measured=measured, shares=shares, decimal=read.decimal)
    grid = SheetGrid(shown.rows, sheet.header, reader, read.decimal, path, shown.notes)
    given = store_grid(read.database, grid, f"{table}_text") - shown.filled
    refuse_lost_cells(sheet.name, sheet.plain, sheet.rows, given, path)
    run(read.database, f"create or replace temp view {table} as select * from {table}_text")
    mending = mend_cells(read.database, table, sorted(sheet.header.used))
    written = FileFormats(None, None, None, sheet.header.row + 1)
    marked = mark_blocks(read.database, table, sheet.header, _numbers(read, sheet.header))
    texts = ([cell_text(value, read.decimal) for value in row] for row in sheet.rows)
    titles = _titles(read, table, sheet.header, texts)
    laid_out = _laid_out(read, sheet.header, (sheet.name, name, path.stem), table, titles)
    told = header_notices(sheet.header, read.source.layout)
    notices = (*told, *mending, *marked, *notices_of_sheet(sheet, shown))
    return replace(laid_out, name=name, written=written, dropped=sheet.dropped, notices=notices)


def _titles(read: Reader, table: str, header: Header, lines: Iterable[Sequence[str]]) -> str:
    is_asked = read.source.layout.title_as is not None
    return titles_of(read.database, table, header, lines) if is_asked else "''"


def _numbers(read: Reader, header: Header) -> frozenset[int]:
    return places_of_kinds(read.source, read.contracts, header, NUMBERED)


def _without_table(read: Reader, sheet: str, lines: int, table: str) -> StagedSheet:
    """Give a sheet that has no rows: all its lines stand above a header that never comes."""
    run(
        read.database,
        f"create or replace temp view {table} as select 0::bigint as line, null::varchar as fault, "
        "null::varchar as note, '' as c0 where false",
    )
    cells = dict.fromkeys(wanted_headers(read.source), "c0")
    return StagedSheet(table, sheet, lines, cells, has_table=False)


def _laid_out(read: Reader, header: Header, names: Sequence[str], table: str, titles: str) -> StagedSheet:
    """Add the columns that the layout makes; `names` are those of the sheet and of the files it stands in."""
    made = made_columns_of(read.source, header, names, titles)
    cells = {group: f"c{place}" for group, place in header.places.items()} | made.cells
    if not made.below:
        return StagedSheet(table, names[0], max(0, header.row), cells)
    run(
        read.database,
        f"create or replace temp view {table}_long as select *, {', '.join(made.below)} from {table}",
    )
    return StagedSheet(f"{table}_long", names[0], max(0, header.row), cells, is_long=True)


def forget(database: Database, delivered: Iterable[StagedSheet]) -> None:
    """Drop the temporary tables of these sheets."""
    for sheet in delivered:
        table = sheet.table.removesuffix("_long")
        run(database, f"drop view if exists temp.{table}_long")
        run(database, f"drop view if exists temp.{table}")
        run(database, f"drop table if exists temp.{table}_text")
