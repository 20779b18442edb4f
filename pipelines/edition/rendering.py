"""Set an edition or a concept of one scope in memory: pages, PDFs, downloads, and what its owner sees."""

import csv
import json
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import Any

from pipelines.document import compose, new_narrative, wording_of
from pipelines.edition.causes import FILE as DELIVERIES
from pipelines.edition.causes import causes_between, kind_of, list_deliveries, read_delivered
from pipelines.edition.downloads import (
    DCAT,
    MACHINE_SUFFIX,
    EditionText,
    downloads_of,
    marts_of,
    open_data_record,
    tables_as_csv,
)
from pipelines.edition.edition_folder import Contents
from pipelines.edition.inputs import sealed_inputs, stamp_of
from pipelines.edition.metadata import coverage_of, edition_metadata, vocabulary
from pipelines.edition.revisions import Why, mark_revised, revisions_between
from pipelines.edition.scopes import Scope, need_scope, of_scope, scopes_of
from pipelines.edition.store import EditionVersion, home_of, standing
from pipelines.edition.told import told_files
from pipelines.program import PROGRAM, TEMPLATES
from pipelines.protect import read_published, write_published
from pipelines.release import STORE, DeliveredFile, Figures, make_figures, store_of
from pipelines.render import screen_assets, to_html, to_pdf
from pipelines.request import RunRequest, only_run, only_writer
from pipelines.tables import SafeTable

CONCEPT, PROVISIONAL, REVISED, DEFINITIVE = "concept", "voorlopig", "herzien", "definitief"
"""What an edition says that it is; a concept is no edition yet."""


@dataclass(frozen=True)
class Rendered:
    """An edition or a concept in memory, whole, before anything of it is visible."""

    scope: Scope
    stamp: EditionVersion
    contents: Contents


@dataclass(frozen=True)
class VersionBefore:
    """The version whose place an edition takes: what it says of itself, its safe tables, its deliveries."""

    facts: Mapping[str, Any]
    tables: Mapping[str, SafeTable]
    delivered: tuple[DeliveredFile, ...]


def render(request: RunRequest, figures: Figures, scope: Scope, stamp: EditionVersion) -> Rendered:
    """Compose and set one scope in every language asked; nothing but the safe tables is read."""
    tables, store = safe_tables(figures)
    before = version_before(request, scope, stamp)
    tables = tables if before is None else mark_revised(before.tables, tables)
    files = {f"assets/{name}": content for name, content in screen_assets(TEMPLATES).items()}
    shown = of_scope(tables, scope.code)
    data = tables_as_csv(shown)
    files |= {f"tables/{name}": content for name, content in data.items()}
    texts = [
        edition_text(request, figures, tables, scope, stamp=stamp, language=language, before=before)
        for language in request.languages
    ]
    attached = [name for name in data if not name.endswith(MACHINE_SUFFIX)]
    for text in texts:
        files[f"report{text.suffix}.html"] = to_html(text.document, TEMPLATES).encode()
        files[f"report{text.suffix}.pdf"] = to_pdf(
            text.document,
            TEMPLATES,
            attachments={name: data[name] for name in attached},
            descriptions=_descriptions(shown, text),
            standard=request.pdf_standard,
        )
    files |= downloads_of(shown, texts, figures.asked.outline)
    files[DCAT] = open_data_record(files, texts, request.config.settings.catalogue)
    told = told_files(
        texts[0].document, coverage_of(figures.facts, request, stamp.published, scope.code), figures
    )
    kept = {STORE: store, **told, **_confidential(figures)}
    run = {
        "inputs": sealed_inputs(request, figures.facts.files),
        "dated": request.published.isoformat() if request.published else None,
    }
    return Rendered(scope, stamp, Contents(files, kept, _facts(request, stamp, scope), run))


def _descriptions(tables: Mapping[str, SafeTable], text: EditionText) -> Mapping[str, str]:
    """Say in the reader's language what each attached table holds."""
    return {f"{mart.name}.csv": text.mart_title(mart) for mart in marts_of(tables, text.names)}


def safe_tables(figures: Figures) -> tuple[Mapping[str, SafeTable], bytes]:
    """Write what is safe to published.duckdb and read it back: renderers see that file and no other."""
    with tempfile.TemporaryDirectory() as aside:
        store = Path(aside) / STORE
        write_published(store, figures.tables)
        return read_published(store), store.read_bytes()


def edition_text(
    request: RunRequest,
    figures: Figures,
    tables: Mapping[str, SafeTable],
    scope: Scope,
    *,
    stamp: EditionVersion,
    language: str,
    before: VersionBefore | None,
) -> EditionText:
    """Compose the document of one scope in one language, with the facts and names that it was set from.

    `before` is the version that it takes the place of, None where it is the first.
    """
    facts = edition_metadata(
        request, figures, prison_code=scope.code, scope_name=scope.name, version=stamp.version,
        published=stamp.published, status=stamp.status, language=language,
    )  # fmt: skip
    names = vocabulary(figures)
    if before is not None:
        causes = causes_between(before.delivered, figures.facts.delivered)
        why = Why(kind_of(before.facts, _facts(request, stamp, scope), causes), causes)
        own, old = (of_scope(one, scope.code) for one in (tables, before.tables))
        facts = replace(facts, revisions=revisions_between(old, own, names, language, why))
    document = compose(figures.asked.outline, tables, facts, names)
    return EditionText(document, facts, wording_of(facts), names)


def version_before(request: RunRequest, scope: Scope, stamp: EditionVersion) -> VersionBefore | None:
    """Read the newest version of before this one; None where there is none to compare with."""
    home = home_of(request, scope.folder)
    manifests = standing(home).manifests
    newest = max((number for number in manifests if number < stamp.version), default=0)
    folder = home / str(newest)
    if not newest or not store_of(folder).exists():
        return None
    return VersionBefore(manifests[newest], read_published(store_of(folder)), read_delivered(folder))


def start_narrative(request: RunRequest) -> tuple[Path, ...]:
    """Write the starting files of the coordinator's words for the scope ordered; give the new ones."""
    need_scope(request)
    with only_run(request.config.data, "narrative new"):
        figures = make_figures(request)
    scope = scopes_of(request, figures.facts.places)[0]
    stamp = stamp_of(request, scope, CONCEPT, figures.facts.files)
    facts = edition_metadata(
        request, figures, prison_code=scope.code, scope_name=scope.name, version=stamp.version,
        published=stamp.published, status=stamp.status, language=request.languages[0],
    )  # fmt: skip
    with only_writer(request.config.data, "narrative new"):
        return new_narrative(figures.asked.outline, figures.tables, facts, vocabulary(figures))


def _facts(request: RunRequest, stamp: EditionVersion, scope: Scope) -> dict[str, Any]:
    """Give what everybody may know of an edition: the inputs under seal, no names of files."""
    return {
        "scope": scope.folder,
        "period": request.period.code,
        "version": stamp.version,
        "status": stamp.status,
        "published": stamp.published.isoformat(),
        "cut_off": request.period.end.isoformat(),
        "languages": list(request.languages),
        "pdf_standard": request.pdf_standard,
        "is_revision": request.is_revision,
        "fingerprint": stamp.fingerprint,
        "code_version": request.run.code_version,
        "code_sha256": request.run.code_sha256,
        "lock_sha256": _lock(),
    }


def _lock() -> str | None:
    """Fingerprint the list of libraries that the program was locked to."""
    path = PROGRAM / "requirements.lock"
    return sha256(path.read_bytes()).hexdigest() if path.exists() else None


def _confidential(figures: Figures) -> dict[str, bytes]:
    """Give what the coordinator may see and nobody else: what was hidden and why, findings, files."""
    hidden = [
        [one.table, " ".join(label or "*" for label in one.key), one.reason.value, one.lowest, one.highest]
        for one in sorted(figures.protected.log.hidden, key=lambda cell: (cell.table, str(cell.key)))
    ]
    found = [asdict(finding) for finding in figures.findings]
    return {
        "disclosure_log.csv": _csv(["table", "key", "reason", "lowest", "highest"], hidden),
        "findings.json": (json.dumps(found, ensure_ascii=False, indent=1, default=str) + "\n").encode(),
        DELIVERIES: list_deliveries(figures.facts.delivered),
    }


def _csv(header: list[str], rows: list[list[Any]]) -> bytes:
    page = StringIO()
    csv.writer(page, lineterminator="\r\n").writerows([header, *rows])
    return page.getvalue().encode()
