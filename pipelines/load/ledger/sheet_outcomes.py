"""Read what became of the rows of one delivery, sheet by sheet, as the load wrote it down."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pipelines.database import Database, rows
from pipelines.load.casts import named


@dataclass(frozen=True)
class OddThing:
    """Something odd in a sheet, or a rule that is not kept: its code, with lines where it has any."""

    code: str
    severity: str
    column: str
    line: int | None
    rows: int | None
    lines: tuple[int, ...]
    printed: object
    computed: object


@dataclass(frozen=True)
class SheetOutcome:
    """The rows of one sheet for one dataset: read = accepted + rejected + duplicate + skipped."""

    dataset: str
    sheet: str
    read: int
    accepted: int
    rejected: int
    duplicate: int
    skipped: int
    skips: Mapping[str, int] = field(default_factory=dict)
    reasons: Mapping[str, int] = field(default_factory=dict)
    odd: tuple[OddThing, ...] = ()


def delivery_outcome(database: Database, delivery_id: int) -> tuple[SheetOutcome, ...]:
    """Give the outcome of each sheet and dataset of a delivery; nothing for a number that is not there.

    `reasons` counts refused cells by reason code. Never a value of a cell.
    """
    found = rows(
        database,
        "select dataset, sheet, rows_read, rows_accepted, rows_rejected, rows_duplicate, rows_skipped "
        "from load.sheet_count where delivery_id = $1 order by all",
        [delivery_id],
    )
    return tuple(
        SheetOutcome(
            str(dataset), str(sheet), int(str(read)), int(str(accepted)), int(str(rejected)),
            int(str(duplicate)), int(str(skipped)),
            skips=_counted(
                database,
                "select reason_code, rows_skipped from load.skip_count where delivery_id = $1 "
                "and dataset = $2 and sheet = $3 order by all",
                [delivery_id, dataset, sheet],
            ),
            reasons=_counted(
                database,
                f"select reason_code, count(*) from rejected.{named(str(dataset))} where delivery_id = $1 "
                "and sheet = $2 group by all order by all",
                [delivery_id, sheet],
            ),
            odd=tuple(_odd(database, delivery_id, str(dataset), str(sheet))),
        )
        for dataset, sheet, read, accepted, rejected, duplicate, skipped in found
    )  # fmt: skip


def _counted(database: Database, sql: str, values: list[object]) -> dict[str, int]:
    return {str(code): int(str(count)) for code, count in rows(database, sql, values)}


def _odd(database: Database, delivery_id: int, dataset: str, sheet: str) -> Iterator[OddThing]:
    for code, severity, column, line, count, lines, printed, computed in rows(
        database,
        "select finding_code, severity, coalesce(column_name, ''), line, rows_found, lines, value_printed, "
        "value_computed from load.finding where delivery_id = $1 and dataset = $2 and sheet = $3 "
        "order by all",
        [delivery_id, dataset, sheet],
    ):
        yield OddThing(
            str(code), str(severity), str(column), None if line is None else int(str(line)),
            None if count is None else int(str(count)),
            tuple(lines) if isinstance(lines, list) else (), printed, computed,
        )  # fmt: skip
