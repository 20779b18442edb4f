"""See that a second table begins below the first, under a header of its own: that is not read as ours."""

import re
from collections.abc import Collection, Sequence

from pipelines.database import Database, rows, run
from pipelines.load.casts import quoted
from pipelines.load.headers import Header, plain_name
from pipelines.load.stage.notices import Notice

MOST = 1000
"""So many lines that may be another header are looked at."""

Line = tuple[int, tuple[str, ...]]


def mark_blocks(
    database: Database, table: str, header: Header, numbers: Collection[int]
) -> tuple[Notice, ...]:
    """Mark the lines of other tables in `<table>_text` with the note `block`, and tell where they begin.

    Another header names some column as ours does and others not, or follows a blank line and has words where
    ours has `numbers` (amounts, dates). Its table goes on until our header comes again. Blank columns apart,
    the temporary view `table` must be over the table `<table>_text`.
    """
    places = sorted(header.used)
    names = header.lines[-1] if header.lines else ()
    known = {place: names[place] for place in places if place < len(names) and _is_word(names[place])}
    begins = sorted(
        {*_named_otherwise(database, table, places, known), *_worded(database, table, places, numbers)}
    )
    if not begins:
        return ()
    again = [
        int(str(line))
        for (line,) in rows(database, f"select line from {table} where note = 'header' order by 1")
    ]
    spans = [(begin, next((line for line in again if line > begin), None)) for begin in begins]
    where = " or ".join(
        f"line >= {first}" + ("" if last is None else f" and line < {last}") for first, last in spans
    )
    _set_note(database, table, where)
    return (
        Notice(
            "other_table",
            "hier begint een andere tabel, onder een kopregel met andere kolommen; die regels zijn niet "
            "gelezen. "
            "Zet elke tabel op een eigen blad of in een eigen bestand, met een bron van haar eigen:",
            rows=len(begins),
            lines=tuple(begins[:20]),
        ),
    )


def _is_word(name: str) -> bool:
    return bool(name) and not re.search(r"\d", name)


def _named_otherwise(
    database: Database, table: str, places: Sequence[int], known: dict[int, str]
) -> list[int]:
    """Find the lines that name a column as the header does, and have other words in the place of the rest."""
    if not known:
        return []
    asked = " or ".join(
        f"({_as_long(place, name)} and lower(trim(c{place})) = {quoted(name)})"
        for place, name in known.items()
    )
    found = []
    for line, *cells in rows(
        database,
        f"select line, {', '.join(f'c{place}' for place in places)} from {table} "
        f"where note is null and ({asked}) order by line limit {MOST}",
    ):
        filled = [plain_name(str(cell)) for cell in cells if str(cell).strip()]
        ours = sum(
            plain_name(str(cell)) == known.get(place, "") for place, cell in zip(places, cells, strict=True)
        )
        if len(filled) > ours >= 1 and all(map(_is_word, filled)) and 2 * ours >= len(filled) - 1:
            found.append(int(str(line)))
    return found


def _as_long(place: int, name: str) -> str:
    """Ask first what costs nothing: whether a cell is as long as a name (no letter of ASCII gets shorter)."""
    least = len(name) if name.isascii() else 0
    return f"strlen(c{place}) >= {least} and length(c{place}) < 200"


def _worded(database: Database, table: str, places: Sequence[int], numbers: Collection[int]) -> list[int]:
    """Find the lines after a blank one with words only, also where numbers belong, above lines with some."""
    typed = [place for place in places if place in numbers]
    if not typed or len(places) < 2:
        return []
    blank = " and ".join(f"trim(c{place}) = ''" for place in places)
    if not rows(database, f"select 1 from {table} where note is null and {blank} limit 1"):
        return []
    joined = " || ".join(f"c{place}" for place in places)
    filled = " + ".join(f"(trim(c{place}) <> '')::integer" for place in places)
    worded = " or ".join(f"regexp_full_match(trim(c{place}), '[^\\d]*[A-Za-z][^\\d]*')" for place in typed)
    found = rows(
        database,
        f"select line from (select line, note, {blank} as is_blank, {joined} as joined, {filled} as filled, "
        f"{worded} as is_worded, lag({blank}) over (order by line) as is_after_blank, "
        f"lead({joined}) over (order by line) as below from {table}) where note is null and is_after_blank "
        "and not is_blank and filled >= 2 and is_worded and not regexp_matches(joined, '\\d') "
        f"and regexp_matches(below, '\\d') order by line limit {MOST}",
    )
    return [int(str(line)) for (line,) in found]


def _set_note(database: Database, table: str, where: str) -> None:
    columns = rows(
        database,
        "select 1 from duckdb_columns() where table_name = $1 and column_name = 'note'",
        [f"{table}_text"],
    )
    if columns:
        run(database, f"update {table}_text set note = 'block' where {where}")
        return
    # DuckDB read it by itself, without notes; the view numbers its lines
    run(
        database,
        f"create or replace temp table {table}_text_marked as select * replace "
        f"(case when {where} then 'block' end as note) from {table}",
    )
    run(database, f"drop view temp.{table}")
    run(database, f"drop table temp.{table}_text")
    run(database, f"alter table temp.{table}_text_marked rename to {table}_text")
    run(database, f"create or replace temp view {table} as select * from {table}_text")
