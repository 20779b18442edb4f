"""Say how a partner's export maps onto contracts: sources, read from data/sources."""

import codecs
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipelines.sources.contract import Column, Contract, Kind
from pipelines.sources.layout import ANYWHERE, Layout, read_layout
from pipelines.sources.meant import check_values
from pipelines.sources.strict import Section, read_toml, toml_files

FORMATS = ("csv", "xlsx", "xlsm", "xlsb", "xls", "ods", "zip")
LANGUAGES = ("nl", "fr", "en")
PARTS = {"year": Kind.YEAR, "quarter": Kind.PERIOD}
"""What can be taken of a cell that says more: the year of a date, the quarter of a month."""


@dataclass(frozen=True)
class Dialect:
    """How text is written; None = find it out from the file."""

    delimiter: str | None = None
    encoding: str | None = None
    decimal: str | None = None
    dates: str | None = None
    quote: str | None = None
    excel_dates: str | None = None  # of dates that a spreadsheet made: keep them, or swap day and month


@dataclass(frozen=True)
class Where:
    """Which lines a map takes, the others are skipped: those with one of these words, or with any at all."""

    column: str
    equals: tuple[str, ...] = ()


@dataclass(frozen=True)
class Origin:
    """Where a column comes from: one of these headers, several headers joined, or a constant."""

    headers: tuple[str, ...] = ()
    join: tuple[str, ...] = ()
    separator: str = " "
    constant: str | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    fold: bool = False
    unit: str = "hours"
    part: str | None = None

    @property
    def wanted(self) -> tuple[tuple[str, ...], ...]:
        """Give what it needs of a header line: groups of alternative headers."""
        return (self.headers,) if self.headers else tuple((header,) for header in self.join)


@dataclass(frozen=True)
class DatasetMap:
    """How lines of the export give rows of one dataset."""

    dataset: str
    columns: Mapping[str, Origin]
    repeated: bool = False
    where: Where | None = None
    each_line: bool = False  # each line is a row of its own, also where it says the same as another


@dataclass(frozen=True)
class Source:
    """A partner's export: how its files are named, written and mapped."""

    name: str
    label: str
    organisation: str
    files: tuple[str, ...]
    maps: tuple[DatasetMap, ...]
    format: str | None = None
    numbering: str = ""
    language: str = "nl"
    max_rejected_share: float | None = None  # None = the usual one, for all but small deliveries
    dialect: Dialect = Dialect()
    layout: Layout = ANYWHERE


def read_sources(folder: Path, contracts: Mapping[str, Contract]) -> tuple[Source, ...]:
    """Read all sources of a folder, by name; raise ConfigError naming file, key and what was expected."""
    return tuple(read_source(path, contracts) for path in toml_files(folder))


def read_source(path: Path, contracts: Mapping[str, Contract]) -> Source:
    """Read one source; its name is the name of its file."""
    top = read_toml(path)
    name = top.text("source")
    if name != path.stem or name == "reference":
        top.fail("source", f"moet gelijk zijn aan de bestandsnaam ({path.stem}) en niet 'reference'", name)
    source = Source(
        name=name,
        label=top.text("label"),
        organisation=top.text("organisation"),
        files=top.texts("files"),
        format=top.choice("format", FORMATS) if "format" in top else None,
        numbering=top.text("numbering", name),
        language=top.choice("language", LANGUAGES, "nl"),
        max_rejected_share=_share(top, "max_rejected_share"),
        dialect=_dialect(top.section("dialect")),
        layout=read_layout(top.section("table")),
        maps=tuple(_map(section, contracts) for section in top.sections("maps")),
    )
    top.done()
    return source


def _share(section: Section, key: str) -> float | None:
    share = section.number(key)
    if share is not None and not 0 <= share <= 1:
        section.fail(key, "verwacht een deel van 0 tot 1, zoals 0.2", share)
    return share


def _dialect(section: Section) -> Dialect:
    dialect = Dialect(
        delimiter=section.text("delimiter") if "delimiter" in section else None,
        encoding=section.text("encoding") if "encoding" in section else None,
        decimal=section.choice("decimal", (",", ".")) if "decimal" in section else None,
        dates=section.choice("dates", ("dmy", "mdy", "ymd")) if "dates" in section else None,
        quote=section.text("quote") if "quote" in section else None,
        excel_dates=section.choice("excel_dates", ("keep", "swap")) if "excel_dates" in section else None,
    )
    for key, sign in (("delimiter", dialect.delimiter), ("quote", dialect.quote)):
        if sign is not None and len(sign) != 1:
            section.fail(key, "verwacht één teken", sign)
    if dialect.encoding is not None:
        try:
            codecs.lookup(dialect.encoding)
        except LookupError:
            section.fail("encoding", "verwacht een bekende codering, zoals utf-8 of cp1252", dialect.encoding)
    section.done()
    return dialect


def _map(section: Section, contracts: Mapping[str, Contract]) -> DatasetMap:
    contract = contracts[section.choice("dataset", sorted(contracts))]
    repeated = section.flag("repeated", default=False)
    each_line = section.flag("each_line", default=False)
    where = _where(section.section("where")) if "where" in section else None
    listed = section.section("columns")
    columns = {}
    for name in listed.entries():
        if name not in contract.columns:
            listed.fail(name, f"het contract {contract.name} heeft enkel {', '.join(contract.columns)}")
        columns[name] = _origin(listed, name, contract.columns[name])
    section.done()
    _check_complete(listed, columns, contract)
    if each_line and contract.key[0] not in made_columns(contract, columns):
        section.fail(
            "each_line", f"kan enkel waar de export geen {contract.columns[contract.key[0]].label} heeft"
        )
    return DatasetMap(contract.name, columns, repeated, where, each_line)


def _where(section: Section) -> Where:
    where = Where(section.text("column"), section.texts("equals", default=()))
    section.done()
    return where


def _origin(listed: Section, name: str, column: Column) -> Origin:
    value = listed.raw(name)
    if isinstance(value, str | list):
        return Origin(headers=listed.texts(name))
    section = listed.section(name)
    origin = Origin(
        headers=section.texts("from", default=()),
        join=section.texts("join", default=()),
        separator=section.text("with", " "),
        constant=section.text("constant") if "constant" in section else None,
        values=section.words("values"),
        fold=section.flag("fold", default=False),
        unit=section.choice("unit", ("hours", "minutes"), "hours"),
        part=section.choice("part", ("year", "quarter")) if "part" in section else None,
    )
    section.done()
    _check_origin(section, origin, column)
    return origin


def _check_origin(section: Section, origin: Origin, column: Column) -> None:
    if sum((bool(origin.headers), bool(origin.join), origin.constant is not None)) != 1:
        section.fail("from", "verwacht precies één van from, join en constant")
    if origin.part and column.kind is not PARTS[origin.part]:
        section.fail("part", f"{origin.part} hoort niet bij {column.name} ({column.kind})")
    if origin.unit != "hours" and column.kind is not Kind.HOURS:
        section.fail("unit", f"hoort bij een duur in uren; {column.name} is {column.kind}")
    if origin.fold and column.kind is not Kind.TEXT:
        section.fail("fold", f"hoort bij een tekst; {column.name} is {column.kind}")
    check_values(section, origin.values.values(), column)
    named = [*origin.values.values(), *([] if origin.constant is None else [origin.constant])]
    if column.values:
        for code in named:
            if code not in column.values:
                section.fail("values", f"verwacht een van {', '.join(column.values)}", code)


def _check_complete(listed: Section, columns: Mapping[str, Origin], contract: Contract) -> None:
    for column in contract.columns.values():
        is_filled = column.name in columns or column.name in made_columns(contract, columns)
        if column.required and not is_filled:
            listed.fail(column.name, f"het contract {contract.name} eist deze kolom ({column.label})")


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
