"""Read report.toml into a Config; say in one line per mistake what was expected and what was found."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, Field, ValidationError

from pipelines.errors import ConfigError
from pipelines.office_text import read_toml_text
from pipelines.program import PROGRAM
from pipelines.request.calendar import parse_period
from pipelines.request.sections import (
    CatalogueSection,
    NotifySection,
    ParallelSection,
    PlannedPublication,
    PublicationCalendar,
    RetentionSection,
    Section,
)

Language = Literal["nl", "fr", "en"]
Model = TypeVar("Model", bound=BaseModel)
PLANNED = Path("data") / "reference" / "publicatiekalender.toml"


class PlaceNames(Section):
    """What a place of the offer is called in this workspace, singular and plural."""

    singular: str = "gevangenis"
    plural: str = "gevangenissen"


class ReportSection(Section):
    """What the report is called, who publishes it and in which languages."""

    title: str = "Jaarverslag hulp- en dienstverlening aan gedetineerden"
    publisher: str
    contact: str = ""
    languages: Annotated[list[Language], Field(min_length=1)] = ["nl"]
    place: PlaceNames = PlaceNames()


class LookSection(Section):
    """What the colophon says beside the publisher."""

    responsible: str = ""
    licence: str = ""
    deposit: str = ""


class PathsSection(Section):
    """Folders relative to the workspace; the key is better kept outside it."""

    exports: str = "data/exports"
    editions: str = "data/editions"
    key: str | None = None


class DisclosureSection(Section):
    """The rules of disclosure control, signed off by a named person."""

    threshold: Annotated[int, Field(ge=2, le=100)] = 5  # 1 protects nobody
    method: Literal["suppress", "round5"] = "suppress"
    zeros: Literal["public", "unsafe"] = "public"
    sensitive: list[str] = []
    signed_off_by: str = ""
    shared_with: list[str] = []  # who publishes about the same persons, as `history import --name` calls them


class ScheduleSection(Section):
    """When a period is published by itself: so many days after its end, at a time in Brussels."""

    days_after_quarter: Annotated[int, Field(ge=0, le=366)] = 15
    days_after_year: Annotated[int, Field(ge=0, le=366)] = 31
    time: Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")] = "06:00"
    working_days: bool = False  # move on to the next day that is no weekend and no holiday in Belgium
    first: Annotated[str, Field(pattern=r"^(\d{4}(-K[1-4])?)?$")] = ""  # what ended before is not made
    scope: str = "all"
    late: Literal["next_version", "tell"] = "next_version"
    remind_days_before: Annotated[int, Field(ge=0, le=90)] = 7
    planned: list[PlannedPublication] = []  # in a file of their own, PLANNED


class PublicationSection(Section):
    """What a publication asks of persons."""

    sign_offs: Annotated[int, Field(ge=1, le=5)] = (
        1  # different persons who sign before an edition is definitive
    )


class Settings(Section):
    """The whole of report.toml."""

    report: ReportSection
    paths: PathsSection = PathsSection()
    disclosure: DisclosureSection = DisclosureSection()
    schedule: ScheduleSection = ScheduleSection()
    look: LookSection = LookSection()
    catalogue: CatalogueSection = CatalogueSection()
    retention: RetentionSection = RetentionSection()
    publication: PublicationSection = PublicationSection()
    notify: NotifySection = NotifySection()
    parallel: ParallelSection = ParallelSection()


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
    """Read `report.toml` and the calendar of the workspace.

    Raises ConfigError naming file, key, expected and found.
    """
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
    settings = _checked(Settings, path, found)
    planned = _planned(workspace / PLANNED)
    schedule = settings.schedule.model_copy(update={"planned": [*settings.schedule.planned, *planned]})
    return Config(workspace.resolve(), settings.model_copy(update={"schedule": schedule}))


def _checked(kind: type[Model], path: Path, found: dict[str, object]) -> Model:
    try:
        return kind.model_validate(found)
    except ValidationError as error:
        raise ConfigError("\n".join(_mistakes(path, error))) from error


def _planned(path: Path) -> list[PlannedPublication]:
    """Read the calendar, if there is one; a period stands in it once, and comes out after it has ended."""
    if not path.exists():
        return []
    planned = _checked(PublicationCalendar, path, read_toml_text(path)).publications
    periods = [one.period for one in planned]
    for one in planned:
        end = parse_period(one.period).end
        if periods.count(one.period) > 1:
            raise ConfigError(f"{path}: {one.period}: staat er meer dan een keer in; laat er een staan")
        if one.moment.date() < end:
            raise ConfigError(
                f"{path}: {one.period}: verwacht een tijdstip vanaf {end:%d/%m/%Y}, als de periode om is; "
                f"gevonden: {one.moment:%d/%m/%Y %H:%M}"
            )
    return planned


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
    "datetime_type": "verwacht een datum en uur, bijvoorbeeld 2026-01-20T09:00:00",
    "timezone_naive": "verwacht een datum en uur zonder tijdzone: het is de tijd in Brussel",
    "date_type": "verwacht een datum, bijvoorbeeld 2026-01-10",
    "string_pattern_mismatch": "verwacht een tekst van de vorm {pattern}",
}


def _expected(kind: str, context: dict[str, object]) -> str:
    return _EXPECTED.get(kind, "deze waarde is niet geldig ({kind})").format(kind=kind, **context)
