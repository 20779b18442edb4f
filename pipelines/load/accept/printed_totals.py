"""Set the totals that a partner printed beside the rows that they are the total of."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipelines.database import Database, rows
from pipelines.load.casts import Reading, named, quoted
from pipelines.load.stage import DatasetLoad


@dataclass(frozen=True)
class TotalLine:
    """A printed total of one column that differs from its rows."""

    piece: int
    line: int
    column: str
    printed: Decimal
    computed: Decimal


@dataclass(frozen=True)
class Line:
    """A line with the number in one column; `is_total` = it stands in a total line."""

    number: int
    is_total: bool
    value: Decimal


def differing_totals(
    database: Database, task: DatasetLoad, items: Sequence[Reading]
) -> tuple[TotalLine, ...]:
    """Give the printed totals that are no sum they could be: of the block, of all rows above or below."""
    found = []
    for item in items:
        if not item.is_summed:
            continue
        for piece, lines in _columns(database, task, item):
            found += [
                TotalLine(piece, line.number, item.name, line.value, possible[0])
                for line, possible in _possible(lines)
                if line.value not in possible
            ]
    return tuple(found)


def _columns(database: Database, task: DatasetLoad, item: Reading) -> Iterator[tuple[int, list[Line]]]:
    """Give the lines with a number by piece, and in a table of several lines a row by what each is for."""
    below = dict.fromkeys(one.names_to for one in task.source.layout.unpivots)
    group = " || ".join(task.stack.cells[(name,)] for name in below) or quoted("")
    name = named(item.name)
    blocks: dict[tuple[int, str], list[Line]] = {}
    for piece, block, line, is_total, value in rows(
        database,
        f"select piece, block, line, is_total, {name} from (select *, {item.value} as {name} from "
        f"(select piece, {group} as block, line, note is not null as is_total, {item.text} as "
        f"{named(item.name + '.text')} from {task.stack.table} "
        f"where note = 'total' or (note is null and {task.taken}))) where {name} is not null order by all",
    ):
        assert isinstance(piece, int) and isinstance(line, int) and isinstance(value, int | Decimal)
        blocks.setdefault((piece, str(block)), []).append(Line(line, bool(is_total), Decimal(value)))
    for (piece, _), lines in sorted(blocks.items()):
        yield piece, lines


def _possible(lines: Sequence[Line]) -> Iterator[tuple[Line, tuple[Decimal, ...]]]:
    """Give each total with the sums that it may be: first that since the total before."""
    for place, line in enumerate(lines):
        if not line.is_total:
            continue
        above, below = lines[:place], lines[place + 1 :]
        starts = [number for number, one in enumerate(above, 1) if one.is_total]
        ends = [number for number, one in enumerate(below) if one.is_total]
        block = above[starts[-1] if starts else 0 :]
        yield (
            line,
            (
                _sum(block) if block else _sum(above),
                _sum(above),
                _sum(below[: ends[0] if ends else None]),
                _sum(below),
            ),
        )


def _sum(lines: Sequence[Line]) -> Decimal:
    return sum((line.value for line in lines if not line.is_total), Decimal(0))
