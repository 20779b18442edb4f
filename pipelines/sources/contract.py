"""Say what an export must hold: a contract per dataset, read from data/contracts."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

from pipelines.errors import ConfigError
from pipelines.program import PROGRAM
from pipelines.sources.strict import Section, read_toml, toml_files


class Kind(StrEnum):
    """What a column holds; decides how its text is read and how it is stored."""

    CODE = "code"
    TEXT = "text"
    ENUM = "enum"
    PERSON = "person"
    PERIOD = "period"
    DATE = "date"
    TIME = "time"
    INTEGER = "integer"
    YEAR = "year"
    DECIMAL = "decimal"
    HOURS = "hours"
    SHARE = "share"
    BOOLEAN = "boolean"


DIVIDED = ("count", "session")
"""The datasets whose counts can be told by dimensions of the workspace's own."""
NAME = re.compile(r"[a-z][a-z0-9_]*")
KNOWN_DIMENSIONS = frozenset({
    "absence_reason", "age_band", "calendar", "cancellation_reason", "dimension", "domain", "domain_code",
    "form", "gender", "history", "label", "language_group", "measure", "organisation_code", "period_code",
    "prison_code", "recording", "regime", "status", "statuut", "subdomain_code", "target_group", "unit",
})  # fmt: skip
"""What the program breaks figures down by itself, and words that its tables use."""


@dataclass(frozen=True)
class Column:
    """One column of a dataset; `references` names the `dataset.column` where its codes are listed.

    A `dimension` is one by which the workspace wants its counts told, beside those that the program knows:
    `names` calls it in the languages of the report, and `value_names` each of its values.
    """

    name: str
    kind: Kind
    required: bool
    label: str
    definition: str
    references: str | None = None
    values: tuple[str, ...] = ()
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    dimension: bool = False
    names: Mapping[str, str] = field(default_factory=dict)
    value_names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def is_partner_number(self) -> bool:
        """Tell whether it is a partner's own number, unique only within that partner."""
        return self.kind is Kind.CODE and self.name.endswith("_id")


@dataclass(frozen=True)
class Contract:
    """A dataset: its columns and the key that makes a row one of its kind."""

    name: str
    label: str
    definition: str
    key: tuple[str, ...]
    columns: Mapping[str, Column]


def read_contracts(folder: Path) -> dict[str, Contract]:
    """Read all contracts of a workspace; raise ConfigError naming file, key and what was expected.

    One that the folder lacks is the program's.
    """
    own = toml_files(folder)
    if not own:
        raise ConfigError(f"{folder}: hier staat geen enkel contract (*.toml)")
    files = {path.name: path for path in (*toml_files(PROGRAM / "data" / "contracts"), *own)}
    contracts = {path.stem: _contract(path) for _, path in sorted(files.items())}
    for contract in contracts.values():
        _check_references(folder, contract, contracts)
    return contracts


def own_dimensions(contracts: Mapping[str, Contract]) -> dict[str, Column]:
    """Give the dimensions of the workspace's own by name, as the first contract that has each says it."""
    found: dict[str, Column] = {}
    for contract in contracts.values():
        for column in contract.columns.values():
            if column.dimension:
                found.setdefault(column.name, column)
    return dict(sorted(found.items()))


def _contract(path: Path) -> Contract:
    top = read_toml(path)
    name = top.text("name")
    if name != path.stem:
        top.fail("name", f"moet gelijk zijn aan de bestandsnaam ({path.stem})", name)
    label, definition, key = top.text("label"), top.text("definition"), top.texts("key")
    listed = top.section("columns")
    columns = {column: _column(column, listed.section(column)) for column in listed.entries()}
    top.done()
    for column in key:
        if column not in columns:
            top.fail("key", "verwacht namen van kolommen van dit contract", column)
    for one in columns.values():
        if one.dimension:
            _check_dimension(listed, name, one, key)
    return Contract(name, label, definition, key, columns)


def _column(name: str, section: Section) -> Column:
    kind = Kind(section.choice("kind", list(Kind)))
    minimum, maximum = section.number("minimum"), section.number("maximum")
    column = Column(
        name=name,
        kind=kind,
        required=section.flag("required"),
        label=section.text("label"),
        definition=section.text("definition"),
        references=section.text("references") if "references" in section else None,
        values=section.texts("values", default=()),
        minimum=None if minimum is None else Decimal(str(minimum)),
        maximum=None if maximum is None else Decimal(str(maximum)),
        dimension=section.flag("dimension", default=False),
        names=section.words("names"),
        value_names=_value_names(section),
    )
    if (kind is Kind.ENUM) != bool(column.values):
        section.fail("values", "hoort bij kind = 'enum' en alleen daarbij")
    section.done()
    return column


def _value_names(section: Section) -> dict[str, dict[str, str]]:
    listed = section.section("value_names")
    found = {value: listed.words(value) for value in listed.entries()}
    listed.done()
    return found


def _check_dimension(listed: Section, dataset: str, column: Column, key: Sequence[str]) -> None:
    where = f"{column.name}.dimension"
    if dataset not in DIVIDED:
        listed.fail(where, f"kan enkel in {' of '.join(DIVIDED)}", dataset)
    if column.kind not in (Kind.ENUM, Kind.TEXT, Kind.CODE):
        listed.fail(where, "hoort bij kind = 'enum', 'text' of 'code'", str(column.kind))
    if not NAME.fullmatch(column.name) or column.name in KNOWN_DIMENSIONS:
        listed.fail(where, "vraagt een eigen naam van kleine letters, cijfers en _", column.name)
    if dataset == "count" and column.name not in key:
        listed.fail("key", f"noemt ook {column.name}: zonder dat zijn twee groepen hetzelfde totaal")
    if column.required:
        listed.fail(f"{column.name}.required", "is false: een rij zonder die indeling telt voor alle")
    if unknown := sorted(set(column.value_names) - set(column.values)):
        listed.fail(f"{column.name}.value_names", "noemt enkel woorden van values", unknown[0])


def _check_references(folder: Path, contract: Contract, contracts: Mapping[str, Contract]) -> None:
    for column in contract.columns.values():
        if column.references is None:
            continue
        dataset, _, name = column.references.partition(".")
        if dataset not in contracts or name not in contracts[dataset].columns:
            raise ConfigError(
                f"{folder / contract.name}.toml: columns.{column.name}.references: "
                f"verwacht dataset.kolom van een bestaand contract; gevonden: {column.references!r}"
            )
