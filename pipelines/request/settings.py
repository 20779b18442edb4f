"""Read report.toml into a Config; say in one line per mistake what was expected and what was found."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pipelines.errors import ConfigError
from pipelines.program import PROGRAM
from pipelines.request.calendar import parse_period
from pipelines.request.sections import (
    CatalogueSection,
    NotifySection,
    ParallelSection,
    PlannedPublication,
    PublicationCalendar,
    RetentionSection,
)
from pipelines.toml import Section, at_least, between, open_toml, read_toml, shaped

Language = Literal["nl", "fr", "en"]
UNNAMED = "Vul hier de uitgever in"
"""What stands for the publisher in new settings; nothing comes out under that name."""
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
    languages: Annotated[list[Language], at_least(1)] = ["nl"]
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

    threshold: Annotated[int, between(2, 100)] = 5  # 1 protects nobody
    method: Literal["suppress", "round5"] = "suppress"
    zeros: Literal["public", "unsafe"] = "public"
    sensitive: list[str] = []
    signed_off_by: str = ""
    shared_with: list[str] = []  # who publishes about the same persons, as `history import --name` calls them


class ScheduleSection(Section):
    """When a period is published by itself: so many days after its end, at a time in Brussels."""

    days_after_quarter: Annotated[int, between(0, 366)] = 15
    days_after_year: Annotated[int, between(0, 366)] = 31
    time: Annotated[str, shaped(r"([01]\d|2[0-3]):[0-5]\d", "verwacht een uur: 06:00")] = "06:00"
    working_days: bool = False  # move on to the next day that is no weekend and no holiday in Belgium
    first: Annotated[str, shaped(r"(\d{4}(-K[1-4])?)?", "verwacht een jaar of kwartaal: 2025 of 2025-K1")] = (
        ""  # what ended before is not made
    )
    scope: str = "all"
    late: Literal["next_version", "tell"] = "next_version"
    remind_days_before: Annotated[int, between(0, 90)] = 7
    planned: list[PlannedPublication] = []  # in a file of their own, PLANNED


class PublicationSection(Section):
    """What a publication asks of persons."""

    sign_offs: Annotated[int, between(1, 5)] = 1  # different persons who sign before an edition is definitive
    seal: str | None = None  # PKCS #12 file with the certificate and key that seal PDFs


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
    if not path.exists():
        raise ConfigError(
            f"{path}: dit bestand ontbreekt, dus is {workspace} geen werkruimte. "
            "Maak er een met: jaarverslag init --workspace MAP"
        )
    settings = read_toml(path, Settings)
    planned = _planned(workspace / PLANNED)
    schedule = settings.schedule.model_copy(update={"planned": [*settings.schedule.planned, *planned]})
    return Config(workspace.resolve(), settings.model_copy(update={"schedule": schedule}))


def _planned(path: Path) -> list[PlannedPublication]:
    """Read the calendar, if there is one; a period stands in it once, and comes out after it has ended."""
    if not path.exists():
        return []
    file = open_toml(path)
    planned = file.read(PublicationCalendar).publications
    periods = [one.period for one in planned]
    for number, one in enumerate(planned):
        end = parse_period(one.period).end
        if one.period in periods[:number]:
            file.fail(
                ("publications", number, "period"),
                "deze periode staat er meer dan een keer in; laat er een staan",
            )
        if one.moment.date() < end:
            file.fail(
                ("publications", number, "moment"),
                f"verwacht een tijdstip vanaf {end:%d/%m/%Y}, als {one.period} om is",
            )
    return planned
