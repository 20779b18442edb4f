"""Say how a partner's export maps onto contracts: sources, read from data/sources."""

import codecs
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated, Any, Literal

from pipelines.sources.contract import Column, Contract, Kind
from pipelines.sources.layout import ANYWHERE, Layout, check_layout
from pipelines.sources.meant import check_values
from pipelines.toml import (
    STRICT,
    Text,
    Texts,
    TomlFile,
    at_least,
    between,
    one_of_these,
    open_toml,
    shaped,
    toml_files,
    written_as,
)

Place = tuple[str | int, ...]
Sign = Annotated[str, shaped("(?s).", "verwacht één teken")]
PARTS = {"year": Kind.YEAR, "quarter": Kind.PERIOD}
"""What can be taken of a cell that says more: the year of a date, the quarter of a month."""


@dataclass(frozen=True)
class Dialect:
    """How text is written; None = find it out from the file."""

    __pydantic_config__ = STRICT

    delimiter: Sign | None = None
    encoding: Text | None = None
    decimal: Literal[",", "."] | None = None
    dates: Literal["dmy", "mdy", "ymd"] | None = None
    quote: Sign | None = None
    excel_dates: Literal["keep", "swap"] | None = (
        None  # of dates that a spreadsheet made: keep them, or swap day and month
    )


@dataclass(frozen=True)
class Where:
    """Which lines a map takes, the others are skipped: those with one of these words, or with any at all."""

    __pydantic_config__ = STRICT

    column: Text
    equals: Texts = ()


@dataclass(frozen=True)
class Origin:
    """Where a column comes from: one of these headers, several headers joined, or a constant."""

    __pydantic_config__ = STRICT

    headers: Annotated[Texts, written_as("from")] = ()
    join: Texts = ()
    separator: Annotated[str, written_as("with")] = " "
    constant: Text | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    fold: bool = False
    unit: Literal["hours", "minutes"] = "hours"
    part: Literal["year", "quarter"] | None = None

    @property
    def wanted(self) -> tuple[tuple[str, ...], ...]:
        """Give what it needs of a header line: groups of alternative headers."""
        return (self.headers,) if self.headers else tuple((header,) for header in self.join)


@dataclass(frozen=True)
class DatasetMap:
    """How lines of the export give rows of one dataset."""

    __pydantic_config__ = STRICT

    dataset: Text
    columns: Mapping[str, Origin]
    repeated: bool = False
    where: Where | None = None
    each_line: bool = False  # each line is a row of its own, also where it says the same as another


@dataclass(frozen=True)
class Source:
    """A partner's export: how its files are named, written and mapped."""

    __pydantic_config__ = STRICT

    name: Annotated[Text, written_as("source")]
    label: Text
    organisation: Text
    files: Annotated[Texts, at_least(1)]
    maps: Annotated[tuple[DatasetMap, ...], at_least(1)]
    format: Literal["csv", "xlsx", "xlsm", "xlsb", "xls", "ods", "zip"] | None = None
    numbering: str = ""
    language: Literal["nl", "fr", "en"] = "nl"
    max_rejected_share: Annotated[float, between(0, 1)] | None = (
        None  # None = the usual one, for all but small deliveries
    )
    dialect: Dialect = Dialect()
    layout: Annotated[Layout, written_as("table")] = ANYWHERE


def read_sources(folder: Path, contracts: Mapping[str, Contract]) -> tuple[Source, ...]:
    """Read all sources of a folder, by name; raise ConfigError naming file, key and what was expected."""
    return tuple(read_source(path, contracts) for path in toml_files(folder))


def read_source(path: Path, contracts: Mapping[str, Contract]) -> Source:
    """Read one source; its name is the name of its file."""
    file = open_toml(path)
    source = file.read(Source, _spelled_out)
    if source.name != path.stem or source.name == "reference":
        file.fail(("source",), f"moet gelijk zijn aan de bestandsnaam ({path.stem}) en niet 'reference'")
    if source.dialect.encoding is not None:
        try:
            codecs.lookup(source.dialect.encoding)
        except LookupError:
            file.fail(("dialect", "encoding"), "verwacht een bekende codering, zoals utf-8 of cp1252")
    check_layout(file, source.layout)
    for number, mapped in enumerate(source.maps):
        _check_map(file, ("maps", number), mapped, contracts)
    return replace(source, numbering=source.numbering or source.name)


def _spelled_out(table: dict[str, Any]) -> dict[str, Any]:
    """Say in full what a source may say in short: a column that is only its header, the one unpivot."""
    layout, maps = table.get("table"), table.get("maps")
    if isinstance(layout, dict) and isinstance(layout.get("unpivot"), dict):
        table = {**table, "table": {**layout, "unpivot": [layout["unpivot"]]}}
    return {**table, "maps": [_full(one) for one in maps]} if isinstance(maps, list) else table


def _full(mapped: Any) -> Any:
    columns = mapped.get("columns") if isinstance(mapped, dict) else None
    if not isinstance(columns, dict):
        return mapped
    full = {name: {"from": one} if isinstance(one, str | list) else one for name, one in columns.items()}
    return {**mapped, "columns": full}


def _check_map(file: TomlFile, place: Place, mapped: DatasetMap, contracts: Mapping[str, Contract]) -> None:
    if mapped.dataset not in contracts:
        file.fail((*place, "dataset"), one_of_these(mapped.dataset, sorted(contracts)))
    contract = contracts[mapped.dataset]
    for name, origin in mapped.columns.items():
        where = (*place, "columns", name)
        if name not in contract.columns:
            file.fail(where, f"kolom van {contract.name}: {one_of_these(name, list(contract.columns))}")
        _check_origin(file, where, origin, contract.columns[name])
    made = made_columns(contract, mapped.columns)
    for column in contract.columns.values():
        if column.required and column.name not in (*mapped.columns, *made):
            file.fail(
                (*place, "columns", column.name),
                f"het contract {contract.name} eist deze kolom ({column.label})",
            )
    if mapped.each_line and contract.key[0] not in made:
        file.fail(
            (*place, "each_line"),
            f"kan enkel waar de export geen {contract.columns[contract.key[0]].label} heeft",
        )


def _check_origin(file: TomlFile, place: Place, origin: Origin, column: Column) -> None:
    if sum((bool(origin.headers), bool(origin.join), origin.constant is not None)) != 1:
        file.fail((*place, "from"), "verwacht precies één van from, join en constant")
    if origin.part and column.kind is not PARTS[origin.part]:
        needed = "een jaar" if origin.part == "year" else "een periode"
        file.fail((*place, "part"), f"hoort bij {needed}; {column.name} is {column.kind}")
    if origin.unit != "hours" and column.kind is not Kind.HOURS:
        file.fail((*place, "unit"), f"hoort bij een duur in uren; {column.name} is {column.kind}")
    if origin.fold and column.kind is not Kind.TEXT:
        file.fail((*place, "fold"), f"hoort bij een tekst; {column.name} is {column.kind}")
    check_values(file, place, origin.values, column)
    if column.values and origin.constant is not None and origin.constant not in column.values:
        file.fail((*place, "constant"), one_of_these(origin.constant, column.values))


def made_columns(contract: Contract, mapped: Mapping[str, Origin]) -> tuple[str, ...]:
    """Give the columns that loading fills by itself: the partner's own number and the organisation."""
    makes_key = len(contract.key) == 1 and contract.columns[contract.key[0]].is_partner_number
    made = [contract.key[0]] if makes_key else []
    made += ["organisation_code"] if "organisation_code" in contract.columns else []
    return tuple(name for name in made if name not in mapped)


def meaning(source: Source) -> str:
    """Give a hash of all in a source that decides what a file gives: with another one it is read anew."""
    told = replace(source, label="", files=(), organisation=source.organisation, max_rejected_share=None)
    return hashlib.sha256(repr(told).encode()).hexdigest()


def wanted_headers(source: Source) -> tuple[tuple[str, ...], ...]:
    """Give what a source needs of a header line: groups of alternative headers, each once."""
    groups: list[tuple[str, ...]] = []
    for mapped in source.maps:
        groups += [(mapped.where.column,)] if mapped.where else []
        groups += [group for origin in mapped.columns.values() for group in origin.wanted]
    return tuple(dict.fromkeys(groups))
