"""What of the warehouse a report tells beside its figures, read once: names, deliveries, gaps, breaks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from pipelines.database import Database, rows
from pipelines.load import ExpectedDelivery, delivered_rows, deliveries, expected_deliveries
from pipelines.model import IndicatorCatalogue, Lacking, Place, incomplete_by_place, incomplete_periods
from pipelines.protect import SafeLedger, protect_ledger
from pipelines.request import ALL_SCOPES, Config, Period, RunRequest, month_codes, quarters_in
from pipelines.tables import CountTable

LANGUAGES = ("nl", "fr", "en")
CodeNames = Mapping[str, Mapping[str, Mapping[str, str]]]
"""By dimension, code and language; in the order of the reference data."""


@dataclass(frozen=True)
class DeliveredFile:
    """A delivery that an edition was made from; a file may tell of several months, or of none."""

    file: str
    sha256: str
    partner: str
    first_month: str
    last_month: str


@dataclass(frozen=True)
class StatedBreak:
    """A day from which figures can't simply be compared, with what the reference data says of it."""

    day: date
    prison_code: str | None
    domain_code: str | None
    notes: Mapping[str, str | None]


@dataclass(frozen=True)
class WarehouseFacts:
    """All that an edition tells of the warehouse beside its figures; after this nobody opens it."""

    places: tuple[tuple[str, str], ...] = ()
    """The prisons of the period, each with its name at its end."""
    names: CodeNames = field(default_factory=dict)
    domains: tuple[str, ...] = ()
    subdomains: Mapping[str, str] = field(default_factory=dict)
    breaks: tuple[StatedBreak, ...] = ()
    ledger: SafeLedger = field(default_factory=SafeLedger)
    files: tuple[tuple[str, str], ...] = ()
    """The loaded deliveries: name and SHA-256."""
    delivered: tuple[DeliveredFile, ...] = ()
    """The same, with partner and months; confidential, for names of files may tell of persons."""
    expected: tuple[ExpectedDelivery, ...] = ()
    incomplete: Mapping[str | None, frozenset[str]] = field(default_factory=dict)
    """The periods of which too much is missing, by prison of the scopes that are asked; None = of all."""
    incomplete_of: Mapping[Place, Lacking] = field(default_factory=dict)
    """The same by measure, of every prison and domain."""
    in_parts: Mapping[str | None, frozenset[tuple[str, str | None]]] = field(default_factory=dict)
    """By prison (None = any) each `<mart>.<measure>` of which the period has some figure, with its domain
    (None = any): of a quarter, a month, a prison. Where the period has none itself, it came in parts.
    """


def read_facts(
    db: Database, request: RunRequest, register: IndicatorCatalogue, counts: Sequence[CountTable] = ()
) -> WarehouseFacts:
    """Read them from a warehouse of which the models are built, and from all that it counts."""
    places = read_places(db, request.period)
    asked = [code for code, _ in places if request.scope in (code, ALL_SCOPES)]
    incomplete = incomplete_periods(db)
    return WarehouseFacts(
        places=places,
        names=_names(db),
        domains=tuple(
            str(code) for (code,) in rows(db, "select domain_code from raw.domain order by domain_order, 1")
        ),
        subdomains={
            str(code): str(domain)
            for code, domain in rows(db, "select subdomain_code, domain_code from raw.subdomain order by all")
        },
        breaks=_breaks(db),
        ledger=protect_ledger(delivered_rows(db)),
        files=read_files(db),
        delivered=_delivered(db),
        expected=_expected(db, request.config, request.period),
        incomplete={code: incomplete.get((code, None), frozenset()) for code in (None, *asked)},
        incomplete_of=incomplete_by_place(db, register),
        in_parts=delivered_parts(counts, request.period),
    )


def delivered_parts(
    counts: Sequence[CountTable], period: Period
) -> Mapping[str | None, frozenset[tuple[str, str | None]]]:
    """Name by prison each `<mart>.<measure>` that has a figure within a period, with its domain; None = any.

    A year that has none of its own may have quarters: persons do not add up.
    """
    within = {period.code, *quarters_in(period.code), *month_codes(period)}
    found: dict[str | None, set[tuple[str, str | None]]] = {}
    for table in counts:
        for key, value in table.counts.items():
            labels = dict(zip(table.dimensions, key, strict=True))
            if value is not None and labels.get("period_code") in within:
                for prison in {None, labels.get("prison_code")}:
                    named = {(table.name, None), (table.name, labels.get("domain_code"))}
                    found.setdefault(prison, set()).update(named)
    return {prison: frozenset(parts) for prison, parts in found.items()}


def read_places(db: Database, period: Period) -> tuple[tuple[str, str], ...]:
    """Read the codes and names of the prisons that exist in a period."""
    found = rows(
        db,
        "select prison_code, arg_max(prison_name, valid_from) from raw.prison "
        "where valid_from < $end and coalesce(valid_to, date '9999-12-31') > $start "
        "group by all order by 1",
        {"start": period.first_day, "end": period.end},
    )
    return tuple((str(code), str(name)) for code, name in found)


def read_files(db: Database) -> tuple[tuple[str, str], ...]:
    """Read name and SHA-256 of each loaded delivery."""
    found = rows(db, "select file_name, sha256 from load.delivery where state = 'loaded' order by all")
    return tuple((str(name), str(sha256)) for name, sha256 in found)


def _delivered(db: Database) -> tuple[DeliveredFile, ...]:
    digests = {number: str(one) for number, one in rows(db, "select delivery_id, sha256 from load.delivery")}
    found = (
        (one.file, digests[one.delivery_id], one.source_label, one.first_month or "", one.last_month or "")
        for one in deliveries(db)
        if one.state == "loaded"
    )
    return tuple(DeliveredFile(*each) for each in sorted(found))


def _expected(db: Database, config: Config, period: Period) -> tuple[ExpectedDelivery, ...]:
    calendar = config.settings.schedule
    return expected_deliveries(
        db, year=period.year, days_after_quarter=calendar.days_after_quarter,
        days_after_year=calendar.days_after_year,
    )  # fmt: skip


def _breaks(db: Database) -> tuple[StatedBreak, ...]:
    found = rows(
        db,
        "select break_date, prison_code, domain_code, note_nl, note_fr, note_en from raw.break order by all",
    )
    breaks = []
    for day, prison, domain, *notes in found:
        assert isinstance(day, date)
        told = {
            name: None if note is None else str(note) for name, note in zip(LANGUAGES, notes, strict=True)
        }
        breaks.append(StatedBreak(day, _code(prison), _code(domain), told))
    return tuple(breaks)


def _code(cell: object) -> str | None:
    return None if cell is None else str(cell)


def _names(db: Database) -> CodeNames:
    """Read the names of the workspace's codes in every language, in the order of the reference data."""
    return {
        "domain_code": _translated(db, "domain", "domain_order"),
        "subdomain_code": _translated(db, "subdomain", "subdomain_code"),
        "prison_code": _named(db, "prison"),
        "organisation_code": _named(db, "organisation"),
        "objective_code": _objectives(db),
    }


def _objectives(db: Database) -> dict[str, dict[str, str]]:
    """Read the words of each objective, by prison, year and code together: plans number alike."""
    found = rows(db, "select prison_code, year, objective_code, objective_name from raw.target order by all")
    return {f"{place} {year} {code}": {"nl": str(name)} for place, year, code, name in found}


def _translated(db: Database, table: str, order: str) -> dict[str, dict[str, str]]:
    found = rows(db, f"select {table}_code, name_nl, name_fr, name_en from raw.{table} order by {order}, 1")
    return {str(code): dict(zip(LANGUAGES, map(str, names), strict=True)) for code, *names in found}


def _named(db: Database, table: str) -> dict[str, dict[str, str]]:
    found = rows(
        db, f"select {table}_code, arg_max({table}_name, valid_from) from raw.{table} group by 1 order by 1"
    )
    return {str(code): dict.fromkeys(LANGUAGES, str(name)) for code, name in found}
