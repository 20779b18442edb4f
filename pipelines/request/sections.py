"""Sections of the settings that stand by themselves: calendar, catalogues, messages, retention."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, NaiveDatetime


class Section(BaseModel):
    """A section of a settings file: its keys and no others, of the kinds that they have."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class PlannedPublication(Section):
    """A period whose moment the calendar names, beside the rule: in time of Brussels, without a zone."""

    period: Annotated[str, Field(pattern=r"^\d{4}(-K[1-4])?$")]
    moment: NaiveDatetime
    cut_off: date | None = None  # of the data: what is delivered later waits for the next version
    early_access: list[str] = []  # who receives it before its moment, as a file of their own
    note: str = ""


class PublicationCalendar(Section):
    """The whole of data/reference/publicatiekalender.toml."""

    publications: list[PlannedPublication] = []


class CatalogueSection(Section):
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


class NotifySection(Section):
    """Whom the scheduled refresh tells what it did; without a mail server messages are only files."""

    to: list[str] = []
    sender: str = ""
    smtp: Annotated[str, Field(pattern=r"^([^\s:]+(:\d+)?)?$")] = ""
    security: Literal["starttls", "tls", "none"] = "starttls"
    user: str = ""  # its password is in the environment: JAARVERSLAG_SMTP_PASSWORD


class ParallelSection(Section):
    """How many reports are set at a time (0 = one a processor), or the Dask cluster that sets them."""

    jobs: Annotated[int, Field(ge=0, le=1024)] = 0
    cluster: Annotated[str, Field(pattern=r"^((tcp|tls)://[^ ]+)?$")] = ""


class RetentionSection(Section):
    """For how many months after they came exports, answers and rows about persons are kept; 0 = always."""

    exports_months: Annotated[int, Field(ge=0, le=1200)] = 0
    answers_months: Annotated[int, Field(ge=0, le=1200)] = 0
    persons_months: Annotated[int, Field(ge=0, le=1200)] = 0
