"""The half of a run that makes editions: scopes, versions, rendering and publishing."""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pipelines.database import rows
from pipelines.document import Revision, compose, new_narrative, wording_of
from pipelines.edition.downloads import DCAT, EditionText, downloads_of, open_data_record, tables_as_csv
from pipelines.edition.edition_folder import write_aside
from pipelines.edition.metadata import edition_metadata, vocabulary
from pipelines.edition.revisions import revisions_between
from pipelines.edition.scoped_tables import of_scope
from pipelines.edition.sealing import seal
from pipelines.edition.store import EditionVersion, next_stamp, show_together, standing
from pipelines.errors import ConfigError
from pipelines.figures import Vocabulary
from pipelines.load import open_for_reading
from pipelines.program import TEMPLATES
from pipelines.protect import read_published, write_published
from pipelines.release import Figures, Issue, make_figures, order_outline, others_of
from pipelines.release import write_aside as write_release
from pipelines.render import to_html, to_pdf, write_assets
from pipelines.request import ALL_SCOPES, OVERVIEW, RunRequest, fingerprint, only_run, only_writer
from pipelines.tables import SafeTable


@dataclass(frozen=True)
class Scope:
    """What a report is about: a prison, or the overview of all (code None)."""

    code: str | None
    name: str

    @property
    def folder(self) -> str:
        """The name of its folder under the editions."""
        return self.code or OVERVIEW


@dataclass(frozen=True)
class Rendered:
    """An edition in memory, whole, before anything of it is visible."""

    scope: Scope
    stamp: EditionVersion
    folder: Path
    files: dict[str, bytes]
    facts: dict[str, Any]


@dataclass(frozen=True)
class Edition:
    """An edition on disk: its folder and the documents in it."""

    folder: Path
    documents: tuple[Path, ...]


def scopes_of(request: RunRequest) -> tuple[Scope, ...]:
    """Give the scopes that are asked, the overview first; raise ConfigError for an unknown prison."""
    with open_for_reading(request.config) as db:
        found = rows(
            db,
            "select prison_code, arg_max(prison_name, valid_from) from raw.prison "
            "where valid_from < $end and coalesce(valid_to, date '9999-12-31') > $start "
            "group by all order by 1",
            {"start": request.period.first_day, "end": request.period.end},
        )
    known = {OVERVIEW: Scope(None, request.config.settings.report.place.plural)}
    known |= {str(code): Scope(str(code), str(name)) for code, name in found}
    if request.scope == ALL_SCOPES:
        return tuple(known.values())
    if request.scope not in known:
        raise ConfigError(f"--scope {request.scope}: verwacht een van {', '.join([ALL_SCOPES, *known])}")
    return (known[request.scope],)


def render(request: RunRequest, figures: Figures, scope: Scope) -> Rendered:
    """Compose and set one scope in every language asked; nothing but the safe tables is read.

    An edition that stands already, made from the same inputs, is not made again.
    """
    folder = request.editions / scope.folder / request.period.code
    stamp = stamp_of(request, scope, folder)
    home = folder / str(stamp.version)
    if stamp.is_published:
        return Rendered(scope, stamp, home, {}, {})
    tables, store = safe_tables(figures)
    files = {"published.duckdb": store, **_assets()}
    data = tables_as_csv(of_scope(tables, scope.code))
    files |= {f"tables/{name}": content for name, content in data.items()}
    texts = [
        edition_text(request, figures, tables, scope, stamp=stamp, language=language)
        for language in request.languages
    ]
    for text in texts:
        files[f"report{text.suffix}.html"] = to_html(text.document, TEMPLATES).encode()
        files[f"report{text.suffix}.pdf"] = to_pdf(
            text.document, TEMPLATES, attachments=data, standard=request.pdf_standard
        )
    files |= downloads_of(of_scope(tables, scope.code), texts, order_outline(request))
    files[DCAT] = open_data_record(files, texts, request.config.settings.catalogue)
    return Rendered(scope, stamp, home, files, _manifest_facts(request, stamp, scope))


def safe_tables(figures: Figures) -> tuple[Mapping[str, SafeTable], bytes]:
    """Write what is safe to published.duckdb and read it back: renderers see that file and no other."""
    with tempfile.TemporaryDirectory() as aside:
        store = Path(aside) / "published.duckdb"
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
) -> EditionText:
    """Compose the document of one scope in one language, with the facts and names that it was set from."""
    facts = edition_metadata(
        request, figures, prison_code=scope.code, scope_name=scope.name, version=stamp.version,
        published=stamp.published, language=language,
    )  # fmt: skip
    names = vocabulary(request, figures)
    facts = replace(
        facts, revisions=_revisions(request, tables, scope, stamp, names=names, language=language)
    )
    document = compose(order_outline(request), tables, facts, names)
    return EditionText(document, facts, wording_of(facts), names)


def _revisions(
    request: RunRequest,
    tables: Mapping[str, SafeTable],
    scope: Scope,
    stamp: EditionVersion,
    *,
    names: Vocabulary,
    language: str,
) -> tuple[Revision, ...] | None:
    """Give what changed since the newest version that stands; None where there is none to compare with."""
    home = request.editions / scope.folder / request.period.code
    known = [number for number in standing(home).manifests if number < stamp.version]
    before = home / str(max(known)) / "published.duckdb" if known else None
    if before is None or not before.exists():
        return None
    own, old = of_scope(tables, scope.code), of_scope(read_published(before), scope.code)
    return revisions_between(old, own, names, language)


def start_narrative(request: RunRequest) -> tuple[Path, ...]:
    """Write the starting files of the coordinator's words for the scope ordered; give the new ones."""
    with only_run(request.config.data, "narrative new"):
        figures = make_figures(request)
    scope = scopes_of(request)[0]
    stamp = stamp_of(request, scope, request.editions / scope.folder / request.period.code)
    facts = edition_metadata(
        request, figures, prison_code=scope.code, scope_name=scope.name, version=stamp.version,
        published=stamp.published, language=request.languages[0],
    )  # fmt: skip
    with only_writer(request.config.data, "narrative new"):
        return new_narrative(order_outline(request), figures.tables, facts, vocabulary(request, figures))


def publish(request: RunRequest, figures: Figures, rendered: tuple[Rendered, ...]) -> tuple[Edition, ...]:
    """Make the editions visible together with the release that they show, or leave both as they were.

    An edition that stands with the same inputs is left as it is.
    """
    fresh = [edition for edition in rendered if not edition.stamp.is_published]
    if fresh:
        release = write_release(request, figures.protected)
        issues = [_issue(request, edition, release) for edition in fresh]

        def write() -> None:
            for edition in fresh:
                write_aside(edition.folder, edition.files, facts={**edition.facts, "release": release})

        show_together(request, issues, write)
    return tuple(Edition(one.folder, tuple(sorted(one.folder.glob("report*.*")))) for one in rendered)


def _issue(request: RunRequest, edition: Rendered, release: str) -> Issue:
    folder, workspace = edition.folder.resolve(), request.config.workspace
    named = folder.relative_to(workspace) if folder.is_relative_to(workspace) else folder
    scope = edition.scope.folder
    return Issue(scope, request.period.code, edition.stamp.version, release, named.as_posix())


def stamp_of(request: RunRequest, scope: Scope, folder: Path) -> EditionVersion:
    """Give version and date of the edition that the inputs as they are now make."""
    mark = seal(request.key, fingerprint([("inputs", _inputs(request, scope))]))
    return next_stamp(request, folder, scope.folder, mark)


def _inputs(request: RunRequest, scope: Scope) -> bytes:
    """Give what decides an edition's bytes: code, settings, deliveries and the workspace's own files."""
    config = request.config
    folders = [config.data / name for name in ("contracts", "sources", "reference", "narrative", "outlines")]
    files = [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
    named = [(path.relative_to(config.workspace).as_posix(), path.read_bytes()) for path in files]
    named.append(("report.toml", (config.workspace / "report.toml").read_bytes()))
    asked = [request.run.code_sha256, scope.folder, request.period.code]
    asked += [*request.languages, request.pdf_standard]
    asked += [str(request.is_definitive), str(request.is_revision)]
    asked += [request.published.isoformat()] if request.published else []
    asked += [*others_of(request), *_delivered(request)]
    named.append(("asked", "\0".join(asked).encode()))
    return fingerprint(named).encode()


def _delivered(request: RunRequest) -> list[str]:
    with open_for_reading(request.config) as db:
        found = rows(db, "select file_name, sha256 from load.delivery where state = 'loaded' order by all")
    return [f"{name} {sha256}" for name, sha256 in found]


def _manifest_facts(request: RunRequest, stamp: EditionVersion, scope: Scope) -> dict[str, Any]:
    return {
        "scope": scope.folder,
        "period": request.period.code,
        "version": stamp.version,
        "published": stamp.published.isoformat(),
        "fingerprint": stamp.fingerprint,
        "code_version": request.run.code_version,
        "code_sha256": request.run.code_sha256,
        "inputs": sorted(seal(request.key, delivered) for delivered in _delivered(request)),
    }


def _assets() -> dict[str, bytes]:
    with tempfile.TemporaryDirectory() as aside:
        write_assets(Path(aside), TEMPLATES)
        files = [path for path in sorted(Path(aside).rglob("*")) if path.is_file()]
        return {f"assets/{path.relative_to(aside).as_posix()}": path.read_bytes() for path in files}
