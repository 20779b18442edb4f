"""Read report.toml into a Config; say in one line per mistake what was expected and what was found."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipelines.errors import ConfigError
from pipelines.office_text import read_toml_text
from pipelines.program import PROGRAM

Language = Literal["nl", "fr", "en"]


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class PlaceNames(_Section):
    """What a place of the offer is called in this workspace, singular and plural."""

    singular: str = "gevangenis"
    plural: str = "gevangenissen"


class ReportSection(_Section):
    """What the report is called, who publishes it and in which languages."""

    title: str = "Jaarverslag hulp- en dienstverlening aan gedetineerden"
    publisher: str
    contact: str = ""
    languages: Annotated[list[Language], Field(min_length=1)] = ["nl"]
    place: PlaceNames = PlaceNames()


class LookSection(_Section):
    """What the colophon says beside the publisher."""

    responsible: str = ""
    licence: str = ""
    deposit: str = ""


class PathsSection(_Section):
    """Folders relative to the workspace; the key is better kept outside it."""

    exports: str = "data/exports"
    editions: str = "data/editions"
    key: str | None = None


class DisclosureSection(_Section):
    """The rules of disclosure control, signed off by a named person."""

    threshold: Annotated[int, Field(ge=2, le=100)] = 5  # 1 protects nobody
    method: Literal["suppress", "round5"] = "suppress"
    zeros: Literal["public", "unsafe"] = "public"
    sensitive: list[str] = []
    signed_off_by: str = ""
    shared_with: list[str] = []  # who publishes about the same persons, as `history import --name` calls them


class ScheduleSection(_Section):
    """When a period is published by itself: so many days after its end, at a time in Brussels."""

    days_after_quarter: Annotated[int, Field(ge=0, le=366)] = 15
    days_after_year: Annotated[int, Field(ge=0, le=366)] = 31
    time: Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")] = "06:00"
    working_days: bool = False  # move on to the next day that is no weekend and no holiday in Belgium
    first: Annotated[str, Field(pattern=r"^(\d{4}(-K[1-4])?)?$")] = ""  # what ended before is not made
    scope: str = "all"
    late: Literal["next_version", "tell"] = "next_version"
    remind_days_before: Annotated[int, Field(ge=0, le=90)] = 7


class NotifySection(_Section):
    """Whom the scheduled refresh tells what it did; without a mail server messages are only files."""

    to: list[str] = []
    sender: str = ""
    smtp: Annotated[str, Field(pattern=r"^([^\s:]+(:\d+)?)?$")] = ""
    security: Literal["starttls", "tls", "none"] = "starttls"
    user: str = ""  # its password is in the environment: JAARVERSLAG_SMTP_PASSWORD


class RetentionSection(_Section):
    """For how many months after they came exports, answers and rows about persons are kept; 0 = always."""

    exports_months: Annotated[int, Field(ge=0, le=1200)] = 0
    answers_months: Annotated[int, Field(ge=0, le=1200)] = 0
    persons_months: Annotated[int, Field(ge=0, le=1200)] = 0


class CatalogueSection(_Section):
    """What catalogues of open data ask beside the report: by URIs of their own lists."""

    themes: Annotated[list[str], Field(min_length=1)] = [
        "http://vocab.belgif.be/auth/datatheme/JUST",
        "http://vocab.belgif.be/auth/datatheme/SOCI",
    ]
    spatial: str = "http://publications.europa.eu/resource/authority/country/BEL"
    publisher_uri: str = ""
    publisher_type: str = "RegionalAuthority"  # of ADMS: purl.org/adms/publishertype
    licence_uri: str = ""  # the licence that [look] names in words
    address: Annotated[str, Field(pattern=r"^(https?://[^\s\"<>]+)?$")] = ""  # of the catalogue on the web
    title: str = ""  # without: the publisher's publications


class Settings(_Section):
    """The whole of report.toml."""

    report: ReportSection
    paths: PathsSection = PathsSection()
    disclosure: DisclosureSection = DisclosureSection()
    schedule: ScheduleSection = ScheduleSection()
    look: LookSection = LookSection()
    catalogue: CatalogueSection = CatalogueSection()
    retention: RetentionSection = RetentionSection()
    notify: NotifySection = NotifySection()


@dataclass(frozen=True)
class Config:
    """A workspace: its folder and its settings, with the paths that follow from them."""

    workspace: Path
    settings: Settings

    @property
    def data(self) -> Path:
        """The workspace's data folder."""
        return self.workspace / "data"

    @property
    def warehouse(self) -> Path:
        """The DuckDB file that holds the loaded rows."""
        return self.data / "warehouse.duckdb"

    @property
    def decisions(self) -> Path:
        """The file that keeps which deliveries came, were withdrawn, restored or accepted."""
        return self.data / "leveringen.csv"

    @property
    def exports(self) -> Path:
        """Where the partners' files are, unless the command names another folder."""
        return self.workspace / self.settings.paths.exports

    @property
    def editions(self) -> Path:
        """Where editions are published, unless the command names another folder."""
        return self.workspace / self.settings.paths.editions

    def own_or_program(self, *parts: str) -> Path:
        """Give the workspace's own file or folder under data/ where it has one, else the program's."""
        own = self.data.joinpath(*parts)
        return own if own.exists() else PROGRAM.joinpath("data", *parts)


def read_config(workspace: Path) -> Config:
    """Read `report.toml` of the workspace; raise ConfigError naming file, key, expected and found."""
    path = workspace / "report.toml"
    try:
        found = read_toml_text(path)
    except FileNotFoundError as error:
        raise ConfigError(
            f"{path}: dit bestand ontbreekt, dus is {workspace} geen werkruimte. "
            "Maak er een met: jaarverslag init --workspace MAP"
        ) from error
    except OSError as error:
        raise ConfigError(f"{path}: kan niet gelezen worden ({error.strerror})") from error
    try:
        settings = Settings.model_validate(found)
    except ValidationError as error:
        raise ConfigError("\n".join(_mistakes(path, error))) from error
    return Config(workspace.resolve(), settings)


def _mistakes(path: Path, error: ValidationError) -> list[str]:
    return [
        f"{path}: {'.'.join(str(part) for part in mistake['loc'])}: "
        f"{_expected(mistake['type'], mistake.get('ctx', {}))}; gevonden: {mistake['input']!r}"
        for mistake in error.errors(include_url=False)
    ]


_EXPECTED = {
    "missing": "deze sleutel is verplicht",
    "extra_forbidden": "deze sleutel bestaat niet; kijk na op schrijffouten",
    "string_type": "verwacht een tekst tussen aanhalingstekens",
    "int_type": "verwacht een geheel getal",
    "list_type": "verwacht een lijst: [ ... ]",
    "literal_error": "verwacht een van {expected}",
    "greater_than_equal": "verwacht minstens {ge}",
    "less_than_equal": "verwacht hoogstens {le}",
    "too_short": "verwacht minstens {min_length} waarde(n)",
    "model_type": "verwacht een sectie [..]",
    "bool_type": "verwacht true of false",
    "string_pattern_mismatch": "verwacht een tekst van de vorm {pattern}",
}


def _expected(kind: str, context: dict[str, object]) -> str:
    return _EXPECTED.get(kind, "deze waarde is niet geldig ({kind})").format(kind=kind, **context)
