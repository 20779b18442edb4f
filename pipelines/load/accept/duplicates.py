"""Find rows whose key came before: a whole line that repeats is left out, anything else under it refused."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipelines.database import Database, rows, run, scalar
from pipelines.errors import SourceError
from pipelines.load.casts import Reading, named, quoted
from pipelines.load.ledger import STATED
from pipelines.load.stage import OF_SOURCE, DatasetLoad, made_key, stored_columns

Unmapped = Callable[[int, str, Iterable[int]], Mapping[int, str]]
"""Gives for lines of a delivery's sheet the text of all cells that no map reads."""

Line = tuple[int, str, int]
"""Delivery, sheet and line."""


@dataclass(frozen=True)
class Duplicates:
    """How many rows of each piece repeat an earlier one, and how many contradict one."""

    same: Counter[int]
    other: Counter[int]


def remove_repeats(
    database: Database, task: DatasetLoad, items: Sequence[Reading], *, after: int, unmapped: Unmapped
) -> Duplicates:
    """Take the rows that were stored after row id `after` and have an earlier key out of raw again.

    Within a file a row only repeats another where the cells that nobody maps are the same too. Raises
    SourceError when totals stand more than once in a file with other cells: then the map lacks a column.
    """
    stored = stored_columns(task, items)
    keys = ", ".join(named(name) for name in task.contract.key if name in stored)
    content = ", ".join(named(name) for name in stored)
    # asked first because it is cheap, and most deliveries repeat nothing
    if not scalar(
        database,
        f"select count(*) - count(distinct hash({keys})) from {task.raw} where {OF_SOURCE}",
        [task.source.name],
    ):
        return Duplicates(Counter(), Counter())
    run(
        database,
        "create or replace temp table repeats as "
        f"with marked as (select hash({keys}) as mark from {task.raw} where {OF_SOURCE}), "
        "suspect as (select mark from marked group by mark having count(*) > 1), "
        f"rivals as (select rowid as place, delivery_id, sheet, line, rowid > {after} as is_new, "
        f"row({keys}) as keys, row({content}) as content "
        f"from {task.raw} where {OF_SOURCE} and hash({keys}) in (select mark from suspect)), "
        "ranked as (select *, first_value(content) over seen as first_content, "
        "first_value(row(delivery_id, sheet, line)) over seen as first_line, "
        "row_number() over seen as turn from rivals "
        "window seen as (partition by keys order by is_new, delivery_id, sheet, line, place)) "
        "select place, delivery_id, sheet, line, content is not distinct from first_content as is_same, "
        "first_line[1] as first_delivery, first_line[2] as first_sheet, first_line[3] as first_line, keys "
        "from ranked where turn > 1 and is_new",
        [task.source.name],
    )
    if not task.mapped.repeated:
        _compare_lines(database, task, unmapped, after=after)
        if task.contract.name in STATED:
            _refuse_double_totals(database, task)
    repeats = _counted(database, task)
    if repeats.other:
        run(
            database,
            f"insert into {task.rejected} (delivery_id, source_code, sheet, line, column_name, reason_code) "
            f"select delivery_id, $1, sheet, line, {quoted(task.contract.key[0])}, 'key_conflict' "
            "from repeats where not is_same order by place",
            [task.source.name],
        )
    if repeats.other or repeats.same:
        run(database, f"delete from {task.raw} where rowid in (select place from repeats)")
    run(database, "drop table temp.repeats")
    return repeats


def _compare_lines(database: Database, task: DatasetLoad, unmapped: Unmapped, *, after: int) -> None:
    """Look at the whole line of what repeats an earlier row of its own file.

    Lines that differ elsewhere are no repetition. Where loading makes the number, each is a row of its own;
    where the partner gives it, they contradict each other.
    """
    found = rows(
        database,
        "select place, delivery_id, sheet, line, first_sheet, first_line from repeats "
        "where is_same and delivery_id = first_delivery and (sheet, line) <> (first_sheet, first_line)",
    )
    wanted: dict[tuple[int, str], set[int]] = {}
    for _, delivery, sheet, line, first_sheet, first_line in found:
        wanted.setdefault((int(str(delivery)), str(sheet)), set()).add(int(str(line)))
        wanted.setdefault((int(str(delivery)), str(first_sheet)), set()).add(int(str(first_line)))
    texts = {
        (delivery, sheet, line): text
        for (delivery, sheet), numbers in wanted.items()
        for line, text in unmapped(delivery, sheet, numbers).items()
    }
    differing: list[int] = []
    marks: list[str] = []
    for place, delivery, sheet, line, first_sheet, first_line in found:
        text = texts.get((int(str(delivery)), str(sheet), int(str(line))), "")
        if text != texts.get((int(str(delivery)), str(first_sheet), int(str(first_line))), ""):
            differing.append(int(str(place)))
            marks.append(text)
    if not differing:
        return
    key = made_key(task)
    if key is None:
        run(
            database,
            "update repeats set is_same = false where place in (select unnest($1::bigint[]))",
            [differing],
        )
        return
    run(
        database,
        "create or replace temp table lines_apart as "
        "select unnest($1::bigint[]) as place, unnest($2::varchar[]) as text",
        [differing, marks],
    )
    # of two lines that are equal to each other but not to the first, one is a repetition after all
    run(
        database,
        "create or replace temp table lines_apart as select place, number, turn = 1 and number not in "
        f"(select {named(key)} from {task.raw} where rowid <= {after} and {named(key)} is not null) as "
        "is_kept "
        f"from (select place, {named(key)} || md5(text) as number, "
        f"row_number() over (partition by {named(key)}, text order by place) as turn "
        f"from lines_apart join {task.raw} as stored on stored.rowid = place)",
    )
    run(
        database,
        f"update {task.raw} set {named(key)} = lines_apart.number from lines_apart "
        f"where {task.raw}.rowid = lines_apart.place and is_kept",
    )
    run(database, "delete from repeats where place in (select place from lines_apart where is_kept)")
    run(database, "drop table temp.lines_apart")


def _refuse_double_totals(database: Database, task: DatasetLoad) -> None:
    """Raise SourceError when a file gives several totals for one key: none of them is the total."""
    ((number, lines),) = rows(
        database,
        "select count(distinct keys), list_sort(list_distinct(list(line) || list(first_line)))[1:6] "
        "from repeats where not is_same and delivery_id = first_delivery",
    )
    if not number:
        return
    assert isinstance(lines, list)
    file = rows(
        database,
        "select file_name from load.delivery where delivery_id in "
        "(select delivery_id from repeats where not is_same and delivery_id = first_delivery) order by all",
    )
    labels = ", ".join(task.contract.columns[name].label for name in task.contract.key)
    raise SourceError(
        f"{file[0][0]}: {number} keer staat dezelfde {task.contract.label.lower()} op verschillende regels "
        f"met andere cellen (regel {', '.join(map(str, lines))}). Wat ze onderscheidt, leest de bron niet: "
        f"een totaal is uniek per {labels}. Neem de ontbrekende kolom (een maand, een groep) op in "
        f"data/sources/{task.source.name}.toml; mogen de regels opgeteld worden, dan is het "
        "'Opgeteld over' (component). Er is niets ingelezen."
    )


def _counted(database: Database, task: DatasetLoad) -> Duplicates:
    numbers = {(piece.delivery_id, piece.sheet): number for number, piece in enumerate(task.stack.pieces, 1)}
    same: Counter[int] = Counter()
    other: Counter[int] = Counter()
    for delivery_id, sheet, is_same, number in rows(
        database, "select delivery_id, sheet, is_same, count(*) from repeats group by all order by all"
    ):
        assert isinstance(delivery_id, int) and isinstance(number, int)
        (same if is_same else other)[numbers[delivery_id, str(sheet)]] += number
    return Duplicates(same, other)
