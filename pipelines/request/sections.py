"""Sections of the settings that stand by themselves: calendar, catalogues, messages, retention."""

from typing import Annotated, Literal

from pipelines.toml import Day, Moment, Section, at_least, between, shaped


class PlannedPublication(Section):
    """A period whose moment the calendar names, beside the rule: in time of Brussels, without a zone."""

    period: Annotated[str, shaped(r"\d{4}(-K[1-4])?", "verwacht een jaar of kwartaal: 2025 of 2025-K1")]
    moment: Moment
    cut_off: Day | None = None  # of the data: what is delivered later waits for the next version
    early_access: list[str] = []  # who receives it before its moment, as a file of their own
    note: str = ""


class PublicationCalendar(Section):
    """The whole of data/reference/publicatiekalender.toml."""

    publications: list[PlannedPublication] = []


class CatalogueSection(Section):
    """What catalogues of open data ask beside the report: by URIs of their own lists."""

    themes: Annotated[list[str], at_least(1)] = [
        "http://vocab.belgif.be/auth/datatheme/JUST",
        "http://vocab.belgif.be/auth/datatheme/SOCI",
    ]
    spatial: str = "http://publications.europa.eu/resource/authority/country/BEL"
    publisher_uri: str = ""
    publisher_type: str = "RegionalAuthority"  # of ADMS: purl.org/adms/publishertype
    licence_uri: str = ""  # the licence that [look] names in words
    address: Annotated[str, shaped(r"(https?://[^\s\"<>]+)?", "verwacht een adres: https://...")] = (
        ""  # of the catalogue on the web
    )
    title: str = ""  # without: the publisher's publications


class NotifySection(Section):
    """Whom the scheduled refresh tells what it did; without a mail server messages are only files."""

    to: list[str] = []
    sender: str = ""
    smtp: Annotated[str, shaped(r"([^\s:]+(:\d+)?)?", "verwacht een mailserver: naam of naam:poort")] = ""
    security: Literal["starttls", "tls", "none"] = "starttls"
    user: str = ""  # its password is in the environment: JAARVERSLAG_SMTP_PASSWORD


class ParallelSection(Section):
    """How many reports are set at a time (0 = one a processor), or the Dask cluster that sets them."""

    jobs: Annotated[int, between(0, 1024)] = 0
    cluster: Annotated[str, shaped(r"((tcp|tls)://[^ ]+)?", "verwacht een adres: tcp://naam:8786")] = ""


class RetentionSection(Section):
    """For how many months after they came exports, answers and rows about persons are kept; 0 = always."""

    exports_months: Annotated[int, between(0, 1200)] = 0
    answers_months: Annotated[int, between(0, 1200)] = 0
    persons_months: Annotated[int, between(0, 1200)] = 0
