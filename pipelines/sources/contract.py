"""Say what an export must hold: a contract per dataset, read from data/contracts."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

from pipelines.errors import ConfigError
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


@dataclass(frozen=True)
class Column:
    """One column of a dataset; `references` names the `dataset.column` where its codes are listed."""

    name: str
    kind: Kind
    required: bool
    label: str
    definition: str
    references: str | None = None
    values: tuple[str, ...] = ()
    minimum: Decimal | None = None
    maximum: Decimal | None = None

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
    """Read all contracts of a folder; raise ConfigError naming file, key and what was expected."""
    contracts = {path.stem: _contract(path) for path in toml_files(folder)}
    if not contracts:
        raise ConfigError(f"{folder}: hier staat geen enkel contract (*.toml)")
    for contract in contracts.values():
        _check_references(folder, contract, contracts)
    return contracts


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
    )
    if (kind is Kind.ENUM) != bool(column.values):
        section.fail("values", "hoort bij kind = 'enum' en alleen daarbij")
    section.done()
    return column


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
