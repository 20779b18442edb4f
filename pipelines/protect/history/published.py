"""Write and read published.duckdb: what is safe and nothing else."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import cast

from pipelines.database import Database, open_database, rows, run
from pipelines.protect.primary import sort_key
from pipelines.protect.structure import Place, place_of
from pipelines.steady import drop_identity
from pipelines.tables import Cell, Key, Mark, SafeTable, Value

DECIMALS = 6  # more than any measure or rate of the report has

SCHEMA = (
    "create table published_table (table_name varchar primary key, dimensions varchar[], measure varchar, "
    "unit varchar, adds_up boolean, base integer)",
    f"create table published_cell (table_name varchar, key varchar[], value decimal(24, {DECIMALS}), "
    "decimals integer, mark varchar, held boolean)",
)


def write_published(path: Path, tables: Mapping[str, SafeTable]) -> None:
    """Write the safe tables, the same bytes each time, aside and rename: no reader sees half a file."""
    aside = path.with_name(f".{path.name}.aside")
    aside.unlink(missing_ok=True)
    database = open_database(aside)
    try:
        for statement in SCHEMA:
            run(database, statement)
        for _, table in sorted(tables.items()):
            _write_table(database, table)
    finally:
        database.close()
    drop_identity(aside)
    aside.replace(path)


def _write_table(database: Database, table: SafeTable) -> None:
    run(
        database,
        "insert into published_table values (?, ?, ?, ?, ?, ?)",
        [table.name, list(table.dimensions), table.measure, table.unit, table.adds_up, table.base],
    )
    ordered = sorted(table.cells.items(), key=lambda item: sort_key(item[0]))
    columns = [
        [list(key) for key, _ in ordered],
        [_text(cell) for _, cell in ordered],
        [_decimals(cell) for _, cell in ordered],
        [cell.mark.value if cell.mark else None for _, cell in ordered],
        [key in table.held for key, _ in ordered],
    ]
    run(
        database,
        "insert into published_cell select ?, unnest(?::varchar[][]), "
        f"unnest(?::varchar[])::decimal(24, {DECIMALS}), unnest(?::integer[]), unnest(?::varchar[]), "
        "unnest(?::boolean[])",
        [table.name, *columns],
    )


def _text(cell: Cell) -> str | None:
    return None if cell.value is None else format(Decimal(cell.value), "f")


def _decimals(cell: Cell) -> int | None:
    """Give the decimals of a Decimal; None says that the value is a whole number."""
    if not isinstance(cell.value, Decimal):
        return None
    exponent = cell.value.as_tuple().exponent
    decimals = max(0, -exponent) if isinstance(exponent, int) else DECIMALS + 1
    if decimals > DECIMALS:
        raise ValueError(f"a published value has at most {DECIMALS} decimals")
    return decimals


def read_published(path: Path) -> Mapping[str, SafeTable]:
    """Give the safe tables of an edition by name; the file is opened read-only."""
    database = open_database(path, read_only=True)
    try:
        heads = rows(database, "from published_table order by table_name")
        found = rows(database, "from published_cell order by table_name, rowid")
    finally:
        database.close()
    cells: dict[str, dict[Key, Cell]] = {str(head[0]): {} for head in heads}
    held: dict[str, set[Key]] = {name: set() for name in cells}
    for name, labels, value, decimals, mark, *is_held in found:
        key = tuple(cast(Iterable[str | None], labels))
        cells[str(name)][key] = _cell(value, decimals, mark)
        if any(is_held):  # editions of earlier versions of the program do not say
            held[str(name)].add(key)
    return {
        str(name): SafeTable(
            str(name),
            tuple(cast(Iterable[str], dims)),
            str(measure),
            str(unit),
            cells[str(name)],
            bool(adds_up),
            int(str(base)),
            frozenset(held[str(name)]),
        )
        for name, dims, measure, unit, adds_up, base in heads
    }


def shown_in(tables: Mapping[str, SafeTable]) -> Mapping[tuple[str, Place], Value]:
    """Give the figures that safe tables show, by measure and place."""
    return {
        (table.measure, place_of(table.dimensions, key)): cell.value
        for table in tables.values()
        for key, cell in table.cells.items()
        if cell.value is not None
    }


def _cell(value: object, decimals: object, mark: object) -> Cell:
    if mark is not None:
        return Cell(mark=Mark(str(mark)))
    number = Decimal(str(value))
    if decimals is None:
        return Cell(value=int(number))
    return Cell(value=number.quantize(Decimal(1).scaleb(-int(str(decimals)))))
