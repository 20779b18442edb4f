"""The half of a run that makes editions: scopes, versions, rendering and publishing."""

import tempfile
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.database import open_database, rows
from pipelines.document import compose, new_narrative
from pipelines.document.blocks import Document
from pipelines.errors import ConfigError
from pipelines.facts import edition_facts, vocabulary
from pipelines.history import Issue
from pipelines.order import ALL_SCOPES, OVERVIEW, Order
from pipelines.program import TEMPLATES
from pipelines.protect import read_published, write_published
from pipelines.publish import tables_as_csv, to_html, to_pdf, write_aside, write_assets
from pipelines.released import others_of
from pipelines.released import write_aside as write_release
from pipelines.run import fingerprint
from pipelines.seal import seal
from pipelines.store import Stamp, next_stamp, show_together
from pipelines.tables import SafeTable, keep
from pipelines.warehouse import Figures, make_figures, order_outline


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
    stamp: Stamp
    folder: Path
    files: dict[str, bytes]
    facts: dict[str, Any]


@dataclass(frozen=True)
class Edition:
    """An edition on disk: its folder and the documents in it."""

    folder: Path
    documents: tuple[Path, ...]


def scopes_of(order: Order) -> tuple[Scope, ...]:
    """Give the scopes that are asked, the overview first; raise ConfigError for an unknown prison."""
    with closing(open_database(order.config.warehouse)) as db:
        found = rows(
            db,
            "select prison_code, arg_max(prison_name, valid_from) from raw.prison "
            "where valid_from < $end and coalesce(valid_to, date '9999-12-31') > $start "
            "group by all order by 1",
            {"start": order.period.first_day, "end": order.period.end},
        )
    known = {OVERVIEW: Scope(None, order.config.settings.report.place.plural)}
    known |= {str(code): Scope(str(code), str(name)) for code, name in found}
    if order.scope == ALL_SCOPES:
        return tuple(known.values())
    if order.scope not in known:
        raise ConfigError(f"--scope {order.scope}: verwacht een van {', '.join([ALL_SCOPES, *known])}")
    return (known[order.scope],)


def render(order: Order, figures: Figures, scope: Scope) -> Rendered:
    """Compose and set one scope in every language asked; nothing but the safe tables is read.

    An edition that stands already, made from the same inputs, is not made again.
    """
    folder = order.editions / scope.folder / order.period.code
    stamp = stamp_of(order, scope, folder)
    home = folder / str(stamp.version)
    if stamp.is_published:
        return Rendered(scope, stamp, home, {}, {})
    tables, store = safe_tables(figures)
    files = {"published.duckdb": store, **_assets()}
    data = tables_as_csv(_of_scope(tables, scope))
    files |= {f"tables/{name}": content for name, content in data.items()}
    for language in order.languages:
        document = set_document(order, figures, tables, scope, stamp=stamp, language=language)
        suffix = "" if language == order.languages[0] else f".{language}"
        files[f"report{suffix}.html"] = to_html(document, TEMPLATES).encode()
        files[f"report{suffix}.pdf"] = to_pdf(
            document, TEMPLATES, attachments=data, standard=order.pdf_standard
        )
    return Rendered(scope, stamp, home, files, _manifest_facts(order, stamp, scope))


def safe_tables(figures: Figures) -> tuple[Mapping[str, SafeTable], bytes]:
    """Write what is safe to published.duckdb and read it back: renderers see that file and no other."""
    with tempfile.TemporaryDirectory() as aside:
        store = Path(aside) / "published.duckdb"
        write_published(store, figures.tables)
        return read_published(store), store.read_bytes()


def set_document(
    order: Order,
    figures: Figures,
    tables: Mapping[str, SafeTable],
    scope: Scope,
    *,
    stamp: Stamp,
    language: str,
) -> Document:
    """Compose the document of one scope in one language."""
    facts = edition_facts(
        order, figures, prison_code=scope.code, scope_name=scope.name, version=stamp.version,
        published=stamp.published, language=language,
    )  # fmt: skip
    return compose(order_outline(order), tables, facts, vocabulary(order, figures))


def start_narrative(order: Order) -> tuple[Path, ...]:
    """Write the starting files of the coordinator's words for the scope ordered; give the new ones."""
    figures = make_figures(order)
    scope = scopes_of(order)[0]
    stamp = stamp_of(order, scope, order.editions / scope.folder / order.period.code)
    facts = edition_facts(
        order, figures, prison_code=scope.code, scope_name=scope.name, version=stamp.version,
        published=stamp.published, language=order.languages[0],
    )  # fmt: skip
    return new_narrative(order_outline(order), figures.tables, facts, vocabulary(order, figures))


def publish(order: Order, figures: Figures, rendered: tuple[Rendered, ...]) -> tuple[Edition, ...]:
    """Make the editions visible together with the release that they show, or leave both as they were.

    An edition that stands with the same inputs is left as it is.
    """
    fresh = [edition for edition in rendered if not edition.stamp.is_published]
    if fresh:
        release = write_release(order, figures.protected)
        issues = [_issue(order, edition, release) for edition in fresh]

        def write() -> None:
            for edition in fresh:
                write_aside(edition.folder, edition.files, facts={**edition.facts, "release": release})

        show_together(order, issues, write)
    return tuple(Edition(one.folder, tuple(sorted(one.folder.glob("report*.*")))) for one in rendered)


def _issue(order: Order, edition: Rendered, release: str) -> Issue:
    folder, workspace = edition.folder.resolve(), order.config.workspace
    named = folder.relative_to(workspace) if folder.is_relative_to(workspace) else folder
    scope = edition.scope.folder
    return Issue(scope, order.period.code, edition.stamp.version, release, named.as_posix())


def _of_scope(tables: Mapping[str, SafeTable], scope: Scope) -> Mapping[str, SafeTable]:
    """Keep for a prison's own edition the rows about it; the overview has them all."""
    return (
        tables if scope.code is None else {name: _about(table, scope.code) for name, table in tables.items()}
    )


def _about(table: SafeTable, prison_code: str) -> SafeTable:
    if "prison_code" not in table.dimensions:
        return table
    place = table.dimensions.index("prison_code")
    return keep(table, lambda key: key[place] == prison_code)


def stamp_of(order: Order, scope: Scope, folder: Path) -> Stamp:
    """Give version and date of the edition that the inputs as they are now make."""
    mark = seal(order.key, fingerprint([("inputs", _inputs(order, scope))]))
    return next_stamp(order, folder, scope.folder, mark)


def _inputs(order: Order, scope: Scope) -> bytes:
    """Give what decides an edition's bytes: code, settings, deliveries and the workspace's own files."""
    config = order.config
    folders = [config.data / name for name in ("contracts", "sources", "reference", "narrative", "outlines")]
    files = [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
    named = [(path.relative_to(config.workspace).as_posix(), path.read_bytes()) for path in files]
    named.append(("report.toml", (config.workspace / "report.toml").read_bytes()))
    asked = [scope.folder, order.period.code, *order.languages, order.pdf_standard]
    asked += [str(order.is_definitive), str(order.is_revision)]
    asked += [order.published.isoformat()] if order.published else []
    named.append(
        ("asked", "\0".join([order.run.code_sha256, *asked, *others_of(order), *_delivered(order)]).encode())
    )
    return fingerprint(named).encode()


def _delivered(order: Order) -> list[str]:
    with closing(open_database(order.config.warehouse)) as db:
        found = rows(db, "select file_name, sha256 from load.delivery where state = 'loaded' order by all")
    return [f"{name} {sha256}" for name, sha256 in found]


def _manifest_facts(order: Order, stamp: Stamp, scope: Scope) -> dict[str, Any]:
    return {
        "scope": scope.folder,
        "period": order.period.code,
        "version": stamp.version,
        "published": stamp.published.isoformat(),
        "fingerprint": stamp.fingerprint,
        "code_version": order.run.code_version,
        "code_sha256": order.run.code_sha256,
        "inputs": sorted(seal(order.key, delivered) for delivered in _delivered(order)),
    }


def _assets() -> dict[str, bytes]:
    with tempfile.TemporaryDirectory() as aside:
        write_assets(Path(aside), TEMPLATES)
        files = [path for path in sorted(Path(aside).rglob("*")) if path.is_file()]
        return {f"assets/{path.relative_to(aside).as_posix()}": path.read_bytes() for path in files}
