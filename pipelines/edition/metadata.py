"""What a document knows beside the numbers: names of codes, deliveries, checks, rules and breaks."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, cast

from pipelines.database import Database, Row, rows
from pipelines.document import Break, Coverage, Disclosure, EditionMetadata, Fingerprint, Load, Remark
from pipelines.edition.dimension_names import name_own_dimensions
from pipelines.edition.not_published import given_up
from pipelines.edition.sealing import seal
from pipelines.figures import Vocabulary
from pipelines.load import coverage, open_for_reading
from pipelines.model import incomplete_by_measure, incomplete_periods
from pipelines.protect import rows_in_tens
from pipelines.release import Figures, is_imported
from pipelines.request import Config, RunRequest
from pipelines.tables import Mark, SafeTable

FICTITIOUS = {
    "nl": "VOORBEELD - fictieve gegevens",
    "fr": "EXEMPLE - données fictives",
    "en": "SAMPLE - make-believe data",
}
UNPUBLISHED = {
    "nl": "CONCEPT, niet gepubliceerd",
    "fr": "PROJET, non publié",
    "en": "DRAFT, not published",
}
DELIVERIES = {"nl": "leveringen", "fr": "livraisons", "en": "deliveries"}
UNKNOWN_RELEASES = {
    "nl": "Wat {name} over dezelfde mensen publiceerde, was bij het maken van dit verslag niet bekend.",
    "fr": "Ce que {name} a publié sur les mêmes personnes n’était pas connu quand ce rapport fut établi.",
    "en": "What {name} published about the same persons was not known when this report was made.",
}
LANGUAGES = ("nl", "fr", "en")


def vocabulary(request: RunRequest, figures: Figures) -> Vocabulary:
    """Give the names of the workspace's codes in every language, in the order of the reference data."""
    with open_for_reading(request.config) as db:
        names = {
            "domain_code": _translated(db, "domain", "domain_order"),
            "subdomain_code": _translated(db, "subdomain", "subdomain_code"),
            "prison_code": _named(db, "prison"),
            "organisation_code": _named(db, "organisation"),
            "objective_code": _objectives(db),
        }
    return Vocabulary({**names, **name_own_dimensions(request.config)}, figures.register)


def _objectives(db: Database) -> dict[str, dict[str, str]]:
    """Give the words of each objective, by prison, year and code together: plans number alike."""
    found = rows(db, "select prison_code, year, objective_code, objective_name from raw.target order by all")
    return {f"{place} {year} {code}": {"nl": str(name)} for place, year, code, name in found}


def edition_metadata(
    request: RunRequest,
    figures: Figures,
    *,
    prison_code: str | None,
    scope_name: str,
    version: int,
    published: date,
    status: str,
    language: str,
) -> EditionMetadata:
    """Give the facts of one edition in one language."""
    section = request.config.settings.report
    with open_for_reading(request.config) as db:
        domains = rows(db, "select domain_code from raw.domain order by domain_order, domain_code")
        subdomains = rows(db, "select subdomain_code, domain_code from raw.subdomain order by all")
        breaks = rows(
            db, f"select break_date, prison_code, domain_code, note_{language} from raw.break order by all"
        )
        loads = loads_of(db)
        files = rows(db, "select file_name, sha256 from load.delivery where state = 'loaded' order by all")
        incomplete = incomplete_periods(db, prison_code)
        incomplete_of = incomplete_by_measure(db, figures.register, prison_code)
        covered = _coverage(db, request, published, prison_code)
    return EditionMetadata(
        prison_code=prison_code,
        scope_name=scope_name,
        year=request.period.year,
        quarter=request.period.quarter,
        status=status,
        version=version,
        published=published,
        cut_off=request.period.end,
        publisher=section.publisher,
        title=section.title,
        warning=_warning(figures, status, language),
        language=language,
        domains=tuple(str(code) for (code,) in domains),
        subdomains={str(code): str(domain) for code, domain in subdomains},
        places=(section.place.singular, section.place.plural) if language == "nl" else None,
        created=f"{published.isoformat()}T00:00:00+00:00",
        coverage=covered,
        loads=loads,
        remarks=(
            *(Remark(found.severity, found.sentence, found.name) for found in figures.findings),
            *given_up(figures, language),
            *_unknown_releases(request, language),
        ),
        disclosure=_disclosure(request.config, figures),
        breaks=tuple(Break(*cast(Any, row)) for row in breaks if row[3] is not None),
        fingerprints=(_whole(request, files, language),),
        incomplete=incomplete,
        incomplete_of=incomplete_of,
        narrative=request.config.data / "narrative",
        languages=request.languages,
        contact=section.contact,
        responsible=request.config.settings.look.responsible,
        licence=request.config.settings.look.licence,
        deposit=request.config.settings.look.deposit,
    )


def _unknown_releases(request: RunRequest, language: str) -> list[Remark]:
    """Say whose releases about the same persons were never taken in: figures here could complete theirs."""
    register = request.config.data / "register"
    return [
        Remark("warning", UNKNOWN_RELEASES[language].format(name=name))
        for name in request.config.settings.disclosure.shared_with
        if not is_imported(register, name)
    ]


def loads_of(db: Database) -> tuple[Load, ...]:
    """Give what became of the rows of each source and dataset, those about persons in tens."""
    about = rows(
        db,
        "select table_name from duckdb_columns() where schema_name = 'raw' and column_name = 'person_id'",
    )
    personal = {str(name) for (name,) in about}
    found = rows(
        db,
        "select coalesce(source_label, source_code), dataset, sum(rows_accepted)::bigint, "
        "sum(rows_rejected)::bigint, sum(rows_duplicate)::bigint, sum(rows_skipped)::bigint "
        "from load.sheet_count join load.delivery using (delivery_id) "
        "left join load.source using (source_code) "  # left: a source may have been taken away
        "where state = 'loaded' and source_code <> 'reference' group by all order by all",
    )
    return tuple(
        _load(str(source), str(dataset), [rows_in_tens(count) for count in cast(Any, counts)])
        if dataset in personal
        else _load(str(source), str(dataset), cast(Any, counts))
        for source, dataset, *counts in found
    )


def _load(source: str, dataset: str, counts: Sequence[int]) -> Load:
    accepted, rejected, duplicate, skipped = counts
    read = accepted + rejected + duplicate + skipped
    return Load(source, dataset, read, accepted, rejected, duplicate, skipped)


def _whole(request: RunRequest, files: Sequence[Row], language: str) -> Fingerprint:
    """One fingerprint over all deliveries; that of each is in the edition's manifest."""
    listed = "\n".join(f"{sha256}  {name}" for name, sha256 in files)
    return Fingerprint(f"{len(files)} {DELIVERIES[language]}", seal(request.key, listed))


def coverage_of(request: RunRequest, today: date, prison_code: str | None) -> tuple[Coverage, ...]:
    """Say of each expected delivery whether it is there; see `_coverage`."""
    with open_for_reading(request.config) as db:
        return _coverage(db, request, today, prison_code)


def _coverage(
    db: Database, request: RunRequest, today: date, prison_code: str | None
) -> tuple[Coverage, ...]:
    """Say of each expected delivery whether it is there on the day of publication, by source and dataset.

    Only of the quarters that the edition is about, and of a prison's edition only what is owed for it.
    """
    calendar = request.config.settings.schedule
    found = coverage(
        db, year=request.period.year, today=today, days_after_quarter=calendar.days_after_quarter,
        days_after_year=calendar.days_after_year,
    )  # fmt: skip
    states: dict[tuple[str, str, str], set[str]] = {}
    last = f"{request.period.year}-K{request.period.quarter or 4}"
    for row in found:
        if row.quarter > last or prison_code not in (None, row.prison_code):
            continue
        states.setdefault((row.source_label, row.dataset, row.quarter), set()).add(row.state)
    return tuple(Coverage(*key, _joint(state)) for key, state in sorted(states.items()))


def _joint(states: set[str]) -> str:
    """Join the states of several prisons: what is not the same everywhere is there in part."""
    return next(iter(states)) if len(states) == 1 else "partly"


def _warning(figures: Figures, status: str, language: str) -> str | None:
    """Say on every page that the figures are make-believe, that it is a concept, or both."""
    said = [UNPUBLISHED[language]] if status == "concept" else []
    said += [FICTITIOUS[language]] if figures.is_fictitious else []
    return " - ".join(said) or None


def _disclosure(config: Config, figures: Figures) -> Disclosure:
    tables, section = figures.tables.values(), config.settings.disclosure
    about = [table for table in tables if table.measure in figures.personal]
    return Disclosure(
        section.threshold,
        section.method,
        _share_hidden([table for table in about if table.unit == "person"]),
        _share_hidden([table for table in about if table.unit != "person"]),
        section.zeros,
    )


def _share_hidden(tables: Sequence[SafeTable]) -> Decimal:
    """Give the percentage of hidden cells; zeros and what was not delivered left out."""
    cells = [cell for table in tables for cell in table.cells.values()]
    shown = [cell for cell in cells if cell.mark != Mark.NOT_AVAILABLE and cell.value != 0]
    hidden = sum(cell.mark == Mark.SUPPRESSED for cell in shown)
    share = Decimal(100 * hidden) / len(shown) if shown else Decimal(0)
    return share.quantize(Decimal("0.1"))


def _translated(db: Database, table: str, order: str) -> dict[str, dict[str, str]]:
    found = rows(db, f"select {table}_code, name_nl, name_fr, name_en from raw.{table} order by {order}, 1")
    return {str(code): dict(zip(LANGUAGES, map(str, names), strict=True)) for code, *names in found}


def _named(db: Database, table: str) -> dict[str, dict[str, str]]:
    found = rows(
        db, f"select {table}_code, arg_max({table}_name, valid_from) from raw.{table} group by 1 order by 1"
    )
    return {str(code): dict.fromkeys(LANGUAGES, str(name)) for code, name in found}
