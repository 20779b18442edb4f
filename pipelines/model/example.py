"""The example of the dictionary: ten make-believe attendances, built as any workspace."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from typing import Any

from pipelines.database import Database, Row, open_database, rows, run
from pipelines.errors import ConfigError
from pipelines.load import prepare
from pipelines.model.build import build_models
from pipelines.model.catalogue import Indicator
from pipelines.model.header import Model
from pipelines.sources import Contract, Kind
from pipelines.toml import Place, one_of_these, open_toml

FILE = "example.toml"
YEAR = 2025
CELLS = 5

Record = Mapping[str, object]
HELD: Mapping[Kind, tuple[type, ...]] = {
    Kind.BOOLEAN: (bool,), Kind.DATE: (date,), Kind.DECIMAL: (int, float), Kind.HOURS: (int, float),
    Kind.INTEGER: (int,), Kind.PERSON: (int,), Kind.SHARE: (int, float), Kind.TIME: (time,),
    Kind.YEAR: (int,),
}  # fmt: skip
"""What TOML holds for each kind of column; for the others a text."""


@dataclass(frozen=True)
class Example:
    """The warehouse of the example, its models by name, and the rows that it was made from by dataset."""

    db: Database
    models: Mapping[str, Model]
    records: Mapping[str, Sequence[Record]]


@contextmanager
def open_example(
    folder: Path, contracts: Mapping[str, Contract], only: Sequence[str] = ()
) -> Iterator[Example]:
    """Build the example of sql/, all of it or what the named models need, in memory."""
    records = _read(folder / FILE, contracts)
    with closing(open_database()) as db:
        prepare(db, contracts)
        for dataset, lines in records.items():
            for line, record in enumerate(lines, start=2):
                origin = {"delivery_id": 1, "source_code": "voorbeeld", "sheet": "", "line": line}
                _insert(db, f'raw."{dataset}"', {**origin, **record})
        parameters = {"report_year": YEAR, "last_date": date(YEAR + 1, 1, 1)}
        yield Example(db, build_models(db, folder, parameters, only=only), records)


def _read(path: Path, contracts: Mapping[str, Contract]) -> Mapping[str, Sequence[Record]]:
    """Read the rows; raise ConfigError naming file, line and key of what does not fit the contracts."""
    file = open_toml(path)
    file.read(dict[str, list[dict[str, Any]]])
    mistakes = [
        (place, expected)
        for dataset, records in file.table.items()
        for number, record in enumerate(records)
        for place, expected in _mistakes(contracts, dataset, number, record)
    ]
    if mistakes:
        raise ConfigError("\n".join(file.told(mistakes)))
    return file.table


def _mistakes(
    contracts: Mapping[str, Contract], dataset: str, number: int, record: Record
) -> Iterator[tuple[Place, str]]:
    if dataset not in contracts:
        yield (dataset,), f"dataset: {one_of_these(dataset, list(contracts))}"
        return
    columns = contracts[dataset].columns
    for key, value in record.items():
        if key not in columns:
            yield (dataset, number, key), f"kolom van {dataset}: {one_of_these(key, list(columns))}"
        elif type(value) not in HELD.get(columns[key].kind, (str,)):
            yield (
                (dataset, number, key),
                f"verwacht een waarde voor een kolom van de soort {columns[key].kind}",
            )
        elif columns[key].values and value not in columns[key].values:
            yield (dataset, number, key), one_of_these(value, columns[key].values)


def _insert(db: Database, table: str, record: Record) -> None:
    names, marks = ", ".join(f'"{name}"' for name in record), ", ".join("?" for _ in record)
    run(db, f"insert into {table} ({names}) values ({marks})", list(record.values()))


def show_cells(example: Example, indicator: Indicator, marts: Sequence[Model]) -> list[str]:
    """Give a few cells of the first of the marts in which the example has any, as a Markdown table."""
    for mart in marts:
        keys = [name for name in mart.grain if name != "period_code"]
        columns, found = _cells(example, indicator, mart, keys)
        if found:
            shown = [["alle" if cell is None else str(cell) for cell in row] for row in found]
            return [f"Voorbeeld ({YEAR}, uit `{mart.name}`):", "", *as_table([*keys, *columns], shown), ""]
    return []


def divisors(indicator: Indicator) -> list[str]:
    """Give the marts that a rate takes a side from, other than its own."""
    sides = (indicator.numerator, indicator.denominator)
    return [f"marts.{side.split('.')[0]}" for side in sides if "." in side]


def _cells(
    example: Example, indicator: Indicator, mart: Model, keys: Sequence[str]
) -> tuple[list[str], list[Row]]:
    if indicator.kind == "count":
        return [indicator.measure], _select(example.db, mart, keys, [f"cells.{indicator.measure}"], "")
    (_, above), (other, below) = (_side(mart, side) for side in (indicator.numerator, indicator.denominator))
    # A dimension that only the divisor has takes its total.
    on = " and ".join(
        f"divisor.{key} is not distinct from {f'cells.{key}' if key in mart.grain else 'null'}"
        for key in example.models[other].grain
    )
    sides = [f"cells.{above}", f"divisor.{below}"]
    rate = f"round({sides[0]} * {indicator.scale} / nullif({sides[1]}, 0), {indicator.decimals})"
    found = _select(example.db, mart, keys, [*sides, rate], f"join {other} as divisor on {on}")
    return [above, below, indicator.measure], found


def _side(mart: Model, side: str) -> tuple[str, str]:
    other, _, measure = side.rpartition(".")
    return f"marts.{other}" if other else mart.name, measure


def _select(db: Database, mart: Model, keys: Sequence[str], values: Sequence[str], join: str) -> list[Row]:
    listed = ", ".join([*(f"cells.{key}" for key in keys), *values])
    return rows(
        db,
        f"select {listed} from {mart.name} as cells {join} "
        f"where cells.period_code = '{YEAR}' and {values[-1]} > 0 order by all limit {CELLS}",
    )


def show_records(example: Example, dataset: str) -> list[str]:
    """Give the rows of a dataset of the example as a Markdown table; an empty cell was not given."""
    records = example.records[dataset]
    names = list(dict.fromkeys(name for record in records for name in record))
    cells = [[str(record.get(name, "")) for name in names] for record in records]
    return as_table(names, cells)


def as_table(heading: Sequence[str], body: Sequence[Sequence[str]]) -> list[str]:
    """Give the lines of a Markdown table."""
    lines = [f"| {' | '.join(row)} |" for row in body]
    return [f"| {' | '.join(heading)} |", "|" + "---|" * len(heading), *lines]
