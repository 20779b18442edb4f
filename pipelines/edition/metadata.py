"""What a document knows beside the numbers: names of codes, deliveries, checks, rules and breaks."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from pipelines.document import Break, Coverage, Disclosure, EditionMetadata, Fingerprint, Remark
from pipelines.edition.dimension_names import name_own_dimensions
from pipelines.edition.not_published import given_up
from pipelines.edition.sealing import seal
from pipelines.figures import Vocabulary
from pipelines.release import Figures, WarehouseFacts, is_imported
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
INPUTS = {
    "nl": ("invoerbestand", "invoerbestanden"),
    "fr": ("fichier d’entrée", "fichiers d’entrée"),
    "en": ("input file", "input files"),
}
"""What was loaded: deliveries of partners, and the workspace's reference lists."""
UNKNOWN_RELEASES = {
    "nl": "Wat {name} over dezelfde mensen publiceerde, was bij het maken van dit verslag niet bekend.",
    "fr": "Ce que {name} a publié sur les mêmes personnes n’était pas connu quand ce rapport fut établi.",
    "en": "What {name} published about the same persons was not known when this report was made.",
}


def vocabulary(figures: Figures) -> Vocabulary:
    """Give the names of the workspace's codes in every language, in the order of the reference data."""
    return Vocabulary({**figures.facts.names, **name_own_dimensions(figures.asked.own)}, figures.register)


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
    known = figures.facts
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
        domains=known.domains,
        subdomains=known.subdomains,
        places=(section.place.singular, section.place.plural) if language == "nl" else None,
        created=f"{published.isoformat()}T00:00:00+00:00",
        coverage=coverage_of(known, request, published, prison_code),
        ledger=known.ledger,
        remarks=(
            *(Remark(found.severity, found.sentence, found.name) for found in figures.findings),
            *given_up(figures, language),
            *_unknown_releases(request, language),
        ),
        disclosure=_disclosure(request.config, figures),
        breaks=tuple(
            Break(one.day, one.prison_code, one.domain_code, note)
            for one in known.breaks
            if (note := one.notes[language]) is not None
        ),
        fingerprints=(_whole(request, known, language),),
        incomplete=known.incomplete[prison_code],
        incomplete_of=known.incomplete_of,
        in_parts=known.in_parts.get(prison_code, frozenset()),
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


def _whole(request: RunRequest, known: WarehouseFacts, language: str) -> Fingerprint:
    """One fingerprint over all that was loaded: deliveries and reference lists."""
    listed = "\n".join(f"{sha256}  {name}" for name, sha256 in known.files)
    one, many = INPUTS[language]
    named = f"{len(known.files)} {one if len(known.files) == 1 else many}"
    return Fingerprint(named, seal(request.key, listed))


def coverage_of(
    known: WarehouseFacts, request: RunRequest, today: date, prison_code: str | None
) -> tuple[Coverage, ...]:
    """Say of each expected delivery whether it is there on the day of publication, by source and dataset.

    Only of the quarters that the edition is about, and of a prison's edition only what is owed for it.
    """
    states: dict[tuple[str, str, str], set[str]] = {}
    last = f"{request.period.year}-K{request.period.quarter or 4}"
    for one in known.expected:
        quarter = one.quarter.code
        if quarter > last or prison_code not in (None, one.prison_code):
            continue
        states.setdefault((one.source_label, one.dataset, quarter), set()).add(one.state(today))
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
