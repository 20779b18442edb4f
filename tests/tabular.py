"""Tables as text, so that a test of SQL is a picture: given(...) - build - shown(...)."""

from pipelines.database import Database, rows, run


def records(picture: str) -> list[dict[str, str | None]]:
    """Read a picture: a header line, an optional rule, then rows split on `|`; an empty cell is null."""
    lines = [line.strip() for line in picture.strip().splitlines()]
    lines = [line for line in lines if line and set(line) - set("-+| ")]
    header = [cell.strip() for cell in lines[0].split("|")]
    return [
        dict(zip(header, (cell.strip() or None for cell in line.split("|")), strict=True))
        for line in lines[1:]
    ]


def given(db: Database, table: str, picture: str) -> None:
    """Insert the rows of the picture into an existing table; columns not drawn stay null."""
    for record in records(picture):
        columns = ", ".join(f'"{name}"' for name in record)
        marks = ", ".join("?" for _ in record)
        run(db, f"insert into {table} ({columns}) values ({marks})", list(record.values()))


def shown(db: Database, table: str, *columns: str) -> list[dict[str, str | None]]:
    """Give the table's rows as text, in the order of their columns, all columns or those named."""
    names = columns or tuple(str(row[0]) for row in rows(db, f"select column_name from (describe {table})"))
    listed = ", ".join(f'"{name}"' for name in names)
    found = rows(db, f"select {listed} from {table} order by all nulls last")
    return [
        {name: None if cell is None else str(cell) for name, cell in zip(names, row, strict=True)}
        for row in found
    ]
