"""Sheets of one source that become rows of one dataset: what every step of accepting needs to know."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pipelines.database import Row
from pipelines.load.casts import CellFormats, Reading, named, quoted, reading
from pipelines.load.schema import trace_columns
from pipelines.load.stage.batch_view import BatchView
from pipelines.sources import Column, Contract, DatasetMap, Origin, Source, made_columns

OF_SOURCE = "delivery_id in (select delivery_id from load.delivery where source_code = $1)"
"""Rows of a raw table that a source delivered; a raw table may have a source_code of its own."""


@dataclass(frozen=True)
class DatasetLoad:
    """Sheets of one source, written in one manner, that become rows of one dataset."""

    source: Source
    contract: Contract
    mapped: DatasetMap
    stack: BatchView
    manner: CellFormats
    codes: Mapping[str, Sequence[str]]  # the listed codes of each column that has a list

    @property
    def raw(self) -> str:
        """Where accepted rows go."""
        return f"raw.{named(self.contract.name)}"

    @property
    def rejected(self) -> str:
        """Where reasons go."""
        return f"rejected.{named(self.contract.name)}"

    @property
    def taken(self) -> str:
        """Say, as SQL over the stack, which lines the map takes."""
        own = self._of_own_columns
        where = self.mapped.where
        if where is None:
            return own
        text = f"lower(clean_text({self.stack.cells[(where.column,)]}))"
        if not where.equals:
            return f"{own} and coalesce(not is_nothing({text}), false)"
        listed = ", ".join(quoted(" ".join(word.split()).lower()) for word in where.equals)
        return f"{own} and coalesce({text} in ({listed}), false)"

    @property
    def _of_own_columns(self) -> str:
        """Ask for the lines of those columns, of several that stand below each other, that the map reads."""
        unpivots = self.source.layout.unpivots
        named = {header for one in self.mapped.columns.values() for group in one.wanted for header in group}
        own = {one.names_to for one in unpivots if named & {one.names_to, one.values_to}}
        if not own or len({one.names_to for one in unpivots}) < 2:
            return "true"
        return " and ".join(f"{self.stack.cells[(name,)]} <> ''" for name in sorted(own))

    @property
    def delivery_of_piece(self) -> str:
        """Say, as SQL over `piece`, to which delivery a row belongs."""
        return _of_piece([f"{piece.delivery_id}::bigint" for piece in self.stack.pieces])

    @property
    def sheet_of_piece(self) -> str:
        """Say, as SQL over `piece`, on which sheet a row stands."""
        return _of_piece([quoted(piece.sheet) for piece in self.stack.pieces])


def readings(task: DatasetLoad) -> tuple[Reading, ...]:
    """Say how each column is read, the organisation too where the source gives it once for all."""
    return tuple(
        reading(
            _column(task, name),
            origin,
            _cell(origin, task.stack),
            task.manner,
            task.codes.get(name),
        )
        for name, origin in _all_origins(task).items()
    )


def _column(task: DatasetLoad, name: str) -> Column:
    """Give a column of the contract; a session that no activity can place must say in which prison it is."""
    column = task.contract.columns[name]
    places_itself = task.contract.name == "session" and "activity_id" not in task.mapped.columns
    return replace(column, required=True) if name == "prison_code" and places_itself else column


def _all_origins(task: DatasetLoad) -> dict[str, Origin]:
    if "organisation_code" not in made_columns(task.contract, task.mapped.columns):
        return dict(task.mapped.columns)
    return {**task.mapped.columns, "organisation_code": Origin(constant=task.source.organisation)}


def _cell(origin: Origin, made: BatchView) -> str:
    if origin.constant is not None:
        return quoted(origin.constant)
    if origin.headers:
        return made.cells[origin.headers]
    parts = ", ".join(f"coalesce(clean_text({made.cells[(header,)]}), '')" for header in origin.join)
    # all parts empty = nothing, not a row of separators
    return f"case when concat({parts}) = '' then '' else concat_ws({quoted(origin.separator)}, {parts}) end"


def made_key(task: DatasetLoad) -> str | None:
    """Give the name of the partner's number when the export has none and loading makes it."""
    name = task.contract.key[0]
    is_made = name in made_columns(task.contract, task.mapped.columns)
    return name if is_made and task.contract.columns[name].is_partner_number else None


def made_key_value(task: DatasetLoad, items: Sequence[Reading]) -> str:
    """Make the number from the whole row, so that a repetition of the row has the same number."""
    parts = ", ".join(f"coalesce(cast({named(item.name)} as varchar), '')" for item in items)
    made = f"md5(concat_ws(chr(31), {parts}))"
    if task.mapped.each_line:  # the second of two equal lines is another row, in whatever order they stand
        of_file = f"partition by {task.delivery_of_piece}, {made} order by piece, line"
        made = f"md5({made} || chr(31) || row_number() over ({of_file}))"
    return f"{quoted(task.source.name + ':')} || {made}"


def stored_columns(task: DatasetLoad, items: Sequence[Reading]) -> tuple[str, ...]:
    """Give the columns that get a value."""
    made = made_key(task)
    return (*(item.name for item in items), *((made,) if made else ()))


def traced(task: DatasetLoad) -> Mapping[str, str]:
    """Give the trace columns of the raw table with their values, as SQL over `piece` and `line`."""
    values = {
        "delivery_id": task.delivery_of_piece,
        "source_code": quoted(task.source.name),
        "sheet": task.sheet_of_piece,
        "line": "line",
    }
    return {name: values[name] for name in trace_columns(task.contract)}


def _of_piece(values: Sequence[str]) -> str:
    return values[0] if len(set(values)) == 1 else f"[{', '.join(values)}][piece]"


def counted(found: Iterable[Row]) -> Counter[int]:
    """Give the number of each piece from rows of `piece` and a count."""
    numbers: Counter[int] = Counter()
    for piece, number in found:
        assert isinstance(piece, int) and isinstance(number, int)
        numbers[piece] = number
    return numbers
