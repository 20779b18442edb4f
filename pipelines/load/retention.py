"""Delete what was kept long enough: exports, answers to partners, and rows about persons in the warehouse.

How long is a setting of the workspace; nothing goes that was not asked for. What was published stays
traceable: the ledger keeps each delivery, and of each deleted row its sheet and line.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from pipelines.database import Database, rows, run, transaction
from pipelines.errors import TechnicalError
from pipelines.load.casts import named
from pipelines.load.ledger import REFERENCE, add_erasures, marks_of
from pipelines.sources import Contract, Export, mended_name

ABOUT_PERSONS = "select distinct table_name from duckdb_columns() where schema_name = $1 and column_name = $2"


@dataclass(frozen=True)
class Terms:
    """For how many months after they came exports, answers and rows about persons are kept; 0 = always."""

    exports: int = 0
    answers: int = 0
    persons: int = 0


@dataclass(frozen=True)
class Due:
    """What has been kept long enough: files, and by delivery and dataset the number of rows about persons."""

    exports: tuple[Path, ...]
    answers: tuple[Path, ...]
    persons: tuple[tuple[int, str, int], ...]

    def __bool__(self) -> bool:
        return bool(self.exports or self.answers or self.persons)


def months_after(moment: datetime | date, months: int) -> date:
    """Give the first day on which something that came then may be deleted."""
    years, month = divmod(moment.month - 1 + months, 12)
    first = date(moment.year + years, month + 1, 1)
    last = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return min(date.fromordinal(first.toordinal() + moment.day - 1), last)


def find_due(
    database: Database, exports: Sequence[Export], answers: Path, terms: Terms, *, today: date
) -> Due:
    """List what is due: only files of deliveries that the ledger knows."""
    files: list[Path] = []
    letters: list[Path] = []
    persons: list[tuple[int, str, int]] = []
    tables = sorted(str(name) for (name,) in rows(database, ABOUT_PERSONS, ["raw", "person_id"]))
    for number, source, sha256, received in rows(
        database,
        "select delivery_id, source_code, sha256, received_at from load.delivery "
        "where source_code <> $1 order by delivery_id",
        [REFERENCE],
    ):
        assert isinstance(received, datetime) and isinstance(number, int)
        if terms.exports and months_after(received, terms.exports) <= today:
            files += [one.path for one in exports if (one.source, one.sha256) == (source, sha256)]
        if terms.answers and months_after(received, terms.answers) <= today:
            answer = answers / str(source) / mended_name(str(source), str(sha256))
            letters += [path for path in (answer, answer.with_suffix(".csv")) if path.exists()]
        if terms.persons and months_after(received, terms.persons) <= today:
            persons += _rows_about_persons(database, number, tables)
    return Due(tuple(dict.fromkeys(files)), tuple(dict.fromkeys(letters)), tuple(persons))


def _rows_about_persons(database: Database, number: int, tables: Sequence[str]) -> list[tuple[int, str, int]]:
    found = []
    for table in tables:
        ((count,),) = rows(
            database, f"select count(*) from raw.{named(table)} where delivery_id = $1", [number]
        )
        if count:
            found.append((number, table, int(str(count))))
    return found


def expire_answers(database: Database, answers: Path, months: int, *, today: date) -> tuple[Path, ...]:
    """Delete the answers to partners that were kept so many months, and give them; 0 keeps them always.

    They name persons, so they go by themselves at every load; the export itself says the same as long as it
    is kept. Raises TechnicalError when one can't be deleted.
    """
    due = find_due(database, (), answers, Terms(answers=months), today=today) if months else Due((), (), ())
    _delete(due.answers)
    return due.answers


def erase(
    database: Database, due: Due, contracts: Mapping[str, Contract], folder: Path, *, key: bytes, at: datetime
) -> None:
    """Delete what is due; of rows about persons the ledger keeps where they stood.

    A keyed fingerprint of each stays in `gewist.csv` in `folder`, by which it is known when it comes again:
    no load takes it in any more. Raises TechnicalError when a file can't be deleted; the rows have gone then.
    """
    tables = sorted({table for _, table, _ in due.persons})
    marks = [
        mark
        for table in tables
        for mark in marks_of(
            database, contracts[table], [number for number, own, _ in due.persons if own == table], key=key
        )
    ]
    add_erasures(folder, marks, at=at)  # first, so that nothing is gone that can come back
    with transaction(database):
        for number, table, _ in due.persons:
            run(
                database,
                "insert into load.erased select delivery_id, $2, sheet, line, $3 "
                f"from raw.{named(table)} where delivery_id = $1 order by sheet, line",
                [number, table, at],
            )
            run(database, f"delete from raw.{named(table)} where delivery_id = $1", [number])
    _delete((*due.exports, *due.answers))


def _delete(paths: Sequence[Path]) -> None:
    for path in paths:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise TechnicalError(f"{path}: kan niet verwijderd worden ({error.strerror})") from error
