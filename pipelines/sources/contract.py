"""Say what an export must hold: a contract per dataset, read from data/contracts."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

from pipelines.errors import ConfigError
from pipelines.program import PROGRAM
from pipelines.toml import STRICT, Text, Texts, TomlFile, at_least, open_toml, toml_files, written_as


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

    __pydantic_config__ = STRICT

    name: Annotated[str, written_as("")]
    kind: Kind
    required: bool
    label: Text
    definition: Text
    references: Text | None = None
    values: Texts = ()
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

    __pydantic_config__ = STRICT

    name: Text
    label: Text
    definition: Text
    key: Annotated[Texts, at_least(1)]
    columns: Mapping[str, Column]


def read_contracts(folder: Path) -> dict[str, Contract]:
    """Read all contracts of a workspace; raise ConfigError naming file, key and what was expected.

    One that the folder lacks is the program's.
    """
    own = toml_files(folder)
    if not own:
        raise ConfigError(f"{folder}: hier staat geen enkel contract (*.toml)")
    files = {path.name: path for path in (*toml_files(PROGRAM / "data" / "contracts"), *own)}
    opened = {path.stem: open_toml(path) for _, path in sorted(files.items())}
    contracts = {name: _contract(name, file) for name, file in opened.items()}
    for name, contract in contracts.items():
        _check_references(opened[name], contract, contracts)
    return contracts


def own_dimensions(contracts: Mapping[str, Contract]) -> dict[str, Column]:
    """Give the dimensions of the workspace's own by name, as the first contract that has each says it."""
    found: dict[str, Column] = {}
    for contract in contracts.values():
        for column in contract.columns.values():
            if column.dimension:
                found.setdefault(column.name, column)
    return dict(sorted(found.items()))


def _contract(name: str, file: TomlFile) -> Contract:
    contract = file.read(Contract, _with_names)
    if contract.name != name:
        file.fail(("name",), f"moet gelijk zijn aan de bestandsnaam ({name})")
    if unknown := [place for place, column in enumerate(contract.key) if column not in contract.columns]:
        file.fail(
            ("key", unknown[0]),
            f"verwacht namen van kolommen van dit contract: {', '.join(contract.columns)}",
        )
    for column in contract.columns.values():
        if (column.kind is Kind.ENUM) != bool(column.values):
            file.fail(("columns", column.name, "values"), "hoort bij kind = 'enum' en alleen daarbij")
        if column.dimension:
            _check_dimension(file, contract, column)
    return contract


def _with_names(table: dict[str, Any]) -> dict[str, Any]:
    """Give each column the key under which it stands as its name."""
    columns = table.get("columns")
    if not isinstance(columns, dict):
        return table
    named = {key: {"": key, **one} if isinstance(one, dict) else one for key, one in columns.items()}
    return {**table, "columns": named}


def _check_dimension(file: TomlFile, contract: Contract, column: Column) -> None:
    place = ("columns", column.name)
    where = (*place, "dimension")
    if contract.name not in DIVIDED:
        file.fail(where, f"kan enkel in {' of '.join(DIVIDED)}, niet in {contract.name}")
    if column.kind not in (Kind.ENUM, Kind.TEXT, Kind.CODE):
        file.fail(where, f"hoort bij kind = 'enum', 'text' of 'code', niet bij {column.kind}")
    if not NAME.fullmatch(column.name) or column.name in KNOWN_DIMENSIONS:
        file.fail(where, f"vraagt een eigen naam van kleine letters, cijfers en _, niet {column.name!r}")
    if contract.name == "count" and column.name not in contract.key:
        file.fail(("key",), f"noemt ook {column.name}: zonder dat zijn twee groepen hetzelfde totaal")
    if column.required:
        file.fail((*place, "required"), "is false: een rij zonder die indeling telt voor alle")
    if unknown := sorted(set(column.value_names) - set(column.values)):
        file.fail((*place, "value_names", unknown[0]), "noemt enkel woorden van values")


def _check_references(file: TomlFile, contract: Contract, contracts: Mapping[str, Contract]) -> None:
    for column in contract.columns.values():
        if column.references is None:
            continue
        dataset, _, name = column.references.partition(".")
        if dataset not in contracts or name not in contracts[dataset].columns:
            file.fail(
                ("columns", column.name, "references"), "verwacht dataset.kolom van een bestaand contract"
            )
