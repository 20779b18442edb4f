"""Trace a published cell to the files and lines that it counts."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from pipelines.database import Database, rows
from pipelines.errors import ConfigError
from pipelines.model.catalogue import Indicator, IndicatorCatalogue, read_catalogue
from pipelines.model.counts import columns
from pipelines.model.dimensions import own_marts, stored_dimensions
from pipelines.model.header import Model, read_model
from pipelines.model.indicator_text import makes
from pipelines.toml import meant

ROWS = re.compile(r"(?P<table>\w+\.\w+)(?: by (?P<moment>\w+))?(?: where (?P<condition>.+))?")
"""How the register says which rows an indicator counts."""
MOST_SHOWN = 12
"""So many labels that a cell may have are named."""
OWN_LABELS, UNKNOWN = "labels", "unknown"
"""Where totals keep the labels of the workspace's own dimensions, and what stands for none."""

TOTALS = frozenset(
    {"core.total", "core.stated_attendance", "core.sessions_by_label", "core.attendances_by_label"}
)
"""What a mart reads that counts totals which partners state."""


@dataclass(frozen=True, order=True)
class CellOrigin:
    """A line of a delivered file; the sheet is empty where the file has none."""

    file_name: str
    sheet: str
    line: int


def trace(db: Database, folder: Path, cell: str, key: Mapping[str, str | None]) -> tuple[CellOrigin, ...]:
    """Give every line behind a cell of `<mart>.<measure>`, in the order of files and lines.

    `key` holds the labels of the cell by dimension, None or absent for the total over it, and always a
    `period_code`. A rate leads to the lines of what it divides. A dimension that the rows themselves do
    not have (such as the number of domains taken) is left out: the answer may hold more than the cell
    counts, never less. Raise ConfigError for a mart, measure or dimension that does not exist.
    """
    if not rows(db, "select 1 from duckdb_tables() where schema_name = 'core' limit 1"):
        raise ConfigError(
            "er zijn nog geen cijfers gemaakt. Voer eerst `jaarverslag check --year JAAR` of "
            "`jaarverslag build` uit."
        )
    counted = list(_counted(db, folder, cell.removeprefix("marts."), read_catalogue(folder)))
    _check_key(counted[0][0], key)
    found = {
        origin
        for mart, indicator in counted
        for part in _rows_of(mart, indicator)
        for origin in _lines(db, mart, part, key)
    }
    return tuple(sorted(found))


def labels_without_cells(
    db: Database, folder: Path, cell: str, key: Mapping[str, str | None]
) -> tuple[str, ...]:
    """Say of each label that no cell of the mart has it, and which it has: why nothing lies behind a cell."""
    mart = _mart(db, folder, cell.removeprefix("marts.").rpartition(".")[0])
    named = () if mart is None else columns(db, mart.name)
    told = []
    for name, label in key.items():
        if name in named and mart is not None:
            found = rows(db, f"select distinct {name} from {mart.name} where {name} is not null order by 1")
            known = [str(one) for (one,) in found]
            if label is not None and label not in known:
                shown = ", ".join(known[-MOST_SHOWN:]) or "niets"
                told.append(
                    f"{name}={label}: {mart.name} heeft daarvan geen cel{meant(label, known)}; wel van "
                    f"{shown}"
                )
    return tuple(told)


def list_origins(origins: Sequence[CellOrigin]) -> tuple[str, ...]:
    """Give a line of text in Dutch for each file and sheet: `sport.csv: regels 2-4, 7`."""
    texts = []
    for (file_name, sheet), lines in groupby(origins, key=lambda origin: (origin.file_name, origin.sheet)):
        place = f"{file_name}, blad {sheet}" if sheet else file_name
        texts.append(f"{place}: {_ranges([origin.line for origin in lines])}")
    return tuple(texts)


def _ranges(lines: Sequence[int]) -> str:
    # Neighbours have the same distance to their place in the list.
    runs = [
        [line for _, line in run] for _, run in groupby(enumerate(lines), key=lambda item: item[1] - item[0])
    ]
    shown = [f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs]
    return f"{'regel' if len(lines) == 1 else 'regels'} {', '.join(shown)}"


def _check_key(mart: Model, key: Mapping[str, str | None]) -> None:
    unknown = sorted(key.keys() - set(mart.grain))
    if unknown or not key.get("period_code"):
        others = ", ".join(name for name in mart.grain if name != "period_code")
        raise ConfigError(
            f"{mart.name}: verwacht period_code (zoals period_code=2025-K1) en eventueel {others}; "
            f"gevonden {', '.join(key) or 'niets'}{meant(unknown[0], mart.grain) if unknown else ''}"
        )


def _counted(
    db: Database, folder: Path, cell: str, register: IndicatorCatalogue
) -> Iterator[tuple[Model, Indicator]]:
    mart, _, measure = cell.rpartition(".")
    model = _mart(db, folder, mart) if mart else None
    if model is None:
        marts = [path.stem for path in sorted((folder / "marts").glob("*.sql"))]
        told = f"er is geen tabel {mart}{meant(mart, marts)}" if mart else "de tabel ontbreekt"
        raise ConfigError(
            f"{cell}: {told}; verwacht TABEL.MAAT, zoals population.beds. Tabellen: {', '.join(marts)}"
        )
    measures = [
        one.measure for one in register.indicators.values() if mart in one.per or makes(model, one.measure)
    ]
    if measure not in measures and (folder / "marts" / f"{mart}.sql").is_file():
        raise ConfigError(
            f"{cell}: {mart} heeft geen maat {measure}{meant(measure, measures)}; verwacht een van "
            f"{', '.join(measures)}"
        )
    indicator = register.by_code(measure)
    if indicator.kind == "count":
        yield model, indicator
        return
    for side in (indicator.numerator, indicator.denominator):
        yield from _counted(db, folder, side if "." in side else f"{mart}.{side}", register)


def _mart(db: Database, folder: Path, name: str) -> Model | None:
    """Read a mart by its file, or that of a dimension of the workspace's own; None where there is neither."""
    path = folder / "marts" / f"{name}.sql"
    if path.is_file():
        return read_model(db, path)
    for dimension in stored_dimensions(db):
        long = path.with_name(name.removesuffix(dimension) + "dimension.sql")
        if name.endswith(f"_by_{dimension}") and long.is_file():
            cut = own_marts({name: read_model(db, long)}, [dimension])[f"marts.{name}"]
            return replace(cut, reads=frozenset({"core.total"}))
    return None


def _rows_of(mart: Model, indicator: Indicator) -> tuple[str, ...]:
    totals = f"core.total by period_code where measure = '{indicator.measure}'"
    return indicator.rows + ((totals,) if mart.reads & TOTALS else ())


def _lines(db: Database, mart: Model, counted: str, key: Mapping[str, str | None]) -> Iterator[CellOrigin]:
    parts = ROWS.fullmatch(counted)
    assert parts, f"sql/indicators.toml: {counted}"
    names = columns(db, parts["table"])
    labels = _labels({name: label for name, label in key.items() if name in mart.grain}, names)
    conditions = [f"({parts['condition'] or 'true'})", *(_labelled(name, names) for name in labels)]
    if "period." not in conditions[0]:
        conditions.append(_within(parts["moment"] or ("month_start" if "month_start" in names else "")))
    found = rows(
        db,
        "select distinct coalesce(delivery.file_name, ''), base.sheet, base.line "
        f"from {parts['table']} as base "
        "join core.period as period on period.period_code = $cell_period "
        "left join load.delivery as delivery using (delivery_id) "
        f"where {' and '.join(conditions)}",
        {**labels, "cell_period": key["period_code"]},
    )
    for name, sheet, line in found:
        yield CellOrigin(str(name), str(sheet or ""), int(str(line)))


def _labels(key: Mapping[str, str | None], names: Sequence[str]) -> dict[str, str]:
    labels = {name: label for name, label in key.items() if label and name in names and name != "period_code"}
    if OWN_LABELS in names:
        own = {name: label for name, label in key.items() if label and name not in names and label != UNKNOWN}
        labels |= {name: label for name, label in own.items() if name != "period_code"}
    if "breakdown" in names:
        group = next((name for name in key if name not in names), "all")
        labels |= {"breakdown": group} | ({"category": str(key[group])} if group in key else {})
    return labels


def _labelled(name: str, names: Sequence[str]) -> str:
    if name == "organisation_code":  # the cell may stand under the successor of who delivered
        shown = "(select organisation_code from core.organisation where shown_code = $organisation_code)"
        return f"base.organisation_code in {shown}"
    return f"base.{name} = ${name}" if name in names else f"base.{OWN_LABELS}['{name}'] = ${name}"


def _within(moment: str) -> str:
    if moment == "period_code":
        return "base.period_code = period.period_code"
    if moment:
        return f"base.{moment} >= period.start_date and base.{moment} < period.end_date"
    return (
        "base.period_code in (select own.period_code from core.period as own "
        "where own.start_date >= period.start_date and own.end_date <= period.end_date)"
    )
