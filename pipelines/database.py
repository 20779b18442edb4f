"""DuckDB habits: open, run, rows, scalar, transaction. The only module that imports duckdb."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb
import numpy as np
from numpy.typing import NDArray

from pipelines.errors import BusyError, ConfigError, TechnicalError

Database = duckdb.DuckDBPyConnection
DatabaseError = duckdb.Error
LOCKED = "Could not set lock on file"
"""How DuckDB's message begins when another process has the file open."""
Row = tuple[object, ...]
Array = NDArray[np.int64] | NDArray[np.object_]
Parameters = Mapping[str, object] | Sequence[object]


def open_database(path: Path | None = None, *, read_only: bool = False) -> Database:
    """Open the file, or a database in memory; raise TechnicalError when it can't be opened.

    DuckDB lets one process write and nobody else in meanwhile: then BusyError, without the process's number
    and path that DuckDB's own message names.
    Everything is UTC inside and one thread order is kept, so that the same input gives the same rows.
    What a file needs beyond 3 GiB is set aside on disk, so that a large workspace fits beside other work.
    """
    if path and "?" in str(path):
        # DuckDB takes what follows for settings, and puts its journal beside another file
        raise ConfigError(
            f"{path}: in de naam van deze map staat een vraagteken, en dat leest de databank verkeerd. Geef "
            "de map een naam zonder vraagteken; er is niets gewijzigd."
        )
    try:
        database = duckdb.connect(str(path) if path else ":memory:", read_only=read_only)
    except duckdb.Error as error:
        if LOCKED in str(error):
            raise BusyError(
                f"{path}: een andere uitvoering is met dit bestand bezig. "
                "Wacht tot die klaar is en probeer opnieuw."
            ) from None
        raise TechnicalError(
            f"{path}: de databank kan niet geopend worden, of is beschadigd. Is dit warehouse.duckdb, zet ze "
            "dan opzij en voer jaarverslag load uit: alles erin wordt uit de bestanden opnieuw gemaakt. Een "
            f"andere databank komt uit een reservekopie. (DuckDB: {error})"
        ) from error
    database.execute("set enable_progress_bar = false")
    database.execute("set TimeZone = 'UTC'")
    # A name in SQL is a table of ours: not a variable of Python, for which DuckDB would search every frame.
    database.execute("set python_enable_replacements = false")
    if path:
        database.execute("set memory_limit = '3GiB'")
    return database


def run(database: Database, sql: str, parameters: Parameters | None = None) -> None:
    """Execute a statement and drain it: DuckDB 2 leaves an unfinished result busy."""
    database.execute(sql, parameters or None).fetchall()


def rows(database: Database, sql: str, parameters: Parameters | None = None) -> list[Row]:
    """Give all rows of a query."""
    return database.execute(sql, parameters or None).fetchall()


def scalar(database: Database, sql: str, parameters: Parameters | None = None) -> object:
    """Give the one value of a query that has one row with one column."""
    ((value,),) = rows(database, sql, parameters)
    return value


def append(database: Database, table: str, columns: Sequence[Array]) -> None:
    """Add rows to a table, given as one array for each of its columns: far cheaper than row by row."""
    names = [f"c{place}" for place in range(len(columns))]
    database.register("appended", dict(zip(names, columns, strict=True)))
    try:
        run(database, f"insert into {table} select {', '.join(names)} from appended")
    finally:
        database.unregister("appended")


@contextmanager
def any_order(database: Database) -> Iterator[None]:
    """Let tables that are made here hold their rows in any order: keeping one keeps them in memory."""
    database.execute("set preserve_insertion_order = false")
    try:
        yield
    finally:
        database.execute("set preserve_insertion_order = true")


@contextmanager
def transaction(database: Database) -> Iterator[None]:
    """Commit on success, roll back on any exception."""
    database.execute("begin transaction")
    try:
        yield
    except BaseException:
        database.execute("rollback")
        raise
    database.execute("commit")
