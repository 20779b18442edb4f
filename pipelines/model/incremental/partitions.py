"""Know in which parts a table changed, and which parts of the tables that read it no longer follow."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pipelines.database import Database, rows, run
from pipelines.model.header import Model
from pipelines.model.incremental.build_state import (
    ROWS,
    BuildState,
    fingerprint_columns,
    quoted,
    read_columns,
)

MONTH, PERIOD, DELIVERY = "month_start", "period_code", "delivery_id"

Part = str | int | date
"""What stands in the column by which a table is kept in parts, in the rows of one of them."""
Parts = Mapping[str, frozenset[Part]]
"""Parts of a table, by the name of that column."""


@dataclass(frozen=True)
class PartitionChange:
    """What a table was, and the parts in which its rows are not what they were; none where all may differ."""

    before: str
    parts: frozenset[Part]


Changes = Mapping[tuple[str, str], PartitionChange]
"""How tables changed in a build, by their name and the column of the parts."""


def read_by(model: Model, models: Mapping[str, Model]) -> dict[str, str]:
    """Give the tables of which each part of the model reads a part only, with the column of theirs."""
    found: dict[str, str] = {}
    for table in sorted(model.reads - model.reads_whole):
        kept = models[table].parts if table in models else (DELIVERY,) if table.startswith("raw.") else ()
        shared = [column for column in kept if own_column(model, column) in model.parts]
        if shared:
            found[table] = shared[0]
    return found


def own_column(model: Model, column: str) -> str:
    """Give the column by which the model is kept where it reads by this one: of months it makes periods."""
    return PERIOD if column == MONTH and MONTH not in model.parts else column


def compare_parts(
    db: Database, table: str, column: str, *, within: frozenset[Part] | None = None
) -> PartitionChange:
    """Write down the fingerprint of each part and give how the table differs from what was written before.

    Only the parts `within` are counted, where the others are known to be what they were. When more than half
    of the parts differ any may: a table is then sooner built whole.
    """
    before = read_content(db, table, column)
    kinds = read_columns(db, table)
    limits: dict[str, object] = {} if within is None else {"within": sorted(within)}
    looked_at = f"{column} in (select unnest($within))" if limits else "true"
    # A row without a part counts as one of the part without a name.
    run(
        db,
        f"create or replace temp table counted as select coalesce({column}::varchar, '') as part, {ROWS} "
        f"from {quoted(table)} as input where {looked_at} group by all",
        limits,
    )
    named: dict[str, object] = {"table": table, "column": column, "columns": fingerprint_columns(kinds)}
    difference = DIFFERENCE.format(looked_at=looked_at.replace(column, "native"), kind=kinds[column])
    found = rows(db, difference, named | limits)
    differing = {text: part for part, text, is_same in found if not is_same}
    if differing:
        _write(db, named | {"parts": sorted(str(text) for text in differing)})
    parts = frozenset(part for part in differing.values() if isinstance(part, str | int | date))
    all_may = len(differing) > len(found) / 2 or len(parts) < len(differing)
    return PartitionChange(before, frozenset() if all_may else parts)


DIFFERENCE = """
with
written as (
    select part, part_rows, row_xor, row_sum, table_columns
    from model.part
    where table_name = $table and column_name = $column
),

now as (
    select *, $columns as table_columns
    from counted
)

select
    nullif(part, '')::{kind} as native,
    part,
    not {looked_at} or (now.part is not null and written.part is not null and now = written)
from written
full join now using (part)
"""


def _write(db: Database, told: Mapping[str, object]) -> None:
    run(
        db,
        "delete from model.part where table_name = $table and column_name = $column "
        "and part in (select unnest($parts))",
        {name: value for name, value in told.items() if name != "columns"},
    )
    run(
        db,
        "insert into model.part select $table, $column, counted.*, $columns from counted "
        "where part in (select unnest($parts))",
        told,
    )


def read_content(db: Database, table: str, column: str) -> str:
    """Give the fingerprint of the table's columns and rows that its parts come to, as they are written."""
    ((columns, *found),) = rows(
        db,
        "select any_value(table_columns), sum(part_rows)::bigint, bit_xor(row_xor), sum(row_sum)::hugeint "
        "from model.part where table_name = ? and column_name = ?",
        [table, column],
    )
    return f"{columns} {hashlib.sha256(str(found).encode()).hexdigest()}"


def find_stale(
    db: Database,
    model: Model,
    known: BuildState,
    *,
    contents: Mapping[str, str],
    changes: Changes,
    models: Mapping[str, Model],
) -> Parts | None:
    """Give the parts of a model that stands built that no longer follow from what it reads by part.

    `contents` holds the fingerprints of the tables now. None is given where any part may be stale.
    """
    stale: dict[str, frozenset[Part]] = {}
    for table, column in read_by(model, models).items():
        if known.read.get(table) != contents[table]:
            change = changes.get((table, column))
            # After a build that broke off, the model may be made from rows of before the last change.
            if change is None or not change.parts or change.before != known.read.get(table):
                return None
            own = own_column(model, column)
            parts = change.parts if own == column else _periods(db, change.parts, model.looks_back)
            stale[own] = stale.get(own, frozenset()) | parts
    return {column: parts for column, parts in stale.items() if parts}


def _periods(db: Database, months: frozenset[Part], looks_back: int) -> frozenset[Part]:
    found = rows(
        db,
        "select distinct period_code from core.period "
        "join (select unnest($months) as month_start) as changed "
        "on month_start >= start_date - to_months($looks_back) and month_start < end_date",
        {"months": sorted(months), "looks_back": looks_back},
    )
    return frozenset(str(period) for (period,) in found)


def months_of(db: Database, periods: frozenset[Part], looks_back: int) -> frozenset[Part]:
    """Give the months of the periods and so many before each of them."""
    found = rows(
        db,
        "select distinct "
        "unnest(range(start_date - to_months($looks_back), end_date, interval 1 month))::date "
        "from core.period where period_code in (select unnest($periods))",
        {"periods": sorted(periods), "looks_back": looks_back},
    )
    return frozenset(month for (month,) in found if isinstance(month, date))
