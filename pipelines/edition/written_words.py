"""Show the coordinator's words on their page: from what a concept published, in the time of a pause."""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from pipelines.database import scalar
from pipelines.document import EditionMetadata, Vocabulary, Written, compose, examine_narrative
from pipelines.edition.inputs import stamp_of
from pipelines.edition.metadata import edition_metadata, vocabulary
from pipelines.edition.rendering import CONCEPT
from pipelines.edition.scopes import scopes_of
from pipelines.errors import ConfigError
from pipelines.load import open_for_reading
from pipelines.model import read_catalogue
from pipelines.program import SQL, TEMPLATES
from pipelines.protect import DisclosureLog, Protected, read_published
from pipelines.release import FICTITIOUS, Figures, read_asked, read_facts, store_of
from pipelines.render import to_html, write_assets
from pipelines.request import RunRequest
from pipelines.tables import SafeTable


@dataclass(frozen=True)
class WordsDesk:
    """Every file of the coordinator, judged; and the page as it will be, without what can't stand."""

    files: tuple[Written, ...]
    page: str


@dataclass(frozen=True)
class _Setting:
    """What a page of words is set in: the figures of a concept, what the edition is, and its names."""

    figures: Figures
    facts: EditionMetadata
    names: Vocabulary


def read_words(request: RunRequest, concept: Path) -> tuple[Written, ...]:
    """Judge the words of the first scope and language asked by the figures of a concept.

    Raises ConfigError without a concept.
    """
    return _judged(_setting(request, concept))


def write_words(request: RunRequest, concept: Path) -> WordsDesk:
    """Judge the words of the first scope and language asked by the figures of a concept, and set its page.

    Nothing is computed anew: what the page shows is what the concept shows. Raises ConfigError without a
    concept.
    """
    set_in = _setting(request, concept)
    files = _judged(set_in)
    with tempfile.TemporaryDirectory() as folder:
        for one in files:
            if one.sure.strip():
                path = Path(folder) / one.path.relative_to(request.config.data / "narrative")
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(one.sure, encoding="utf-8")
        facts = replace(set_in.facts, narrative=Path(folder))
        document = compose(set_in.figures.asked.outline, set_in.figures.tables, facts, set_in.names)
        return WordsDesk(files, to_html(document, TEMPLATES))


def _judged(set_in: _Setting) -> tuple[Written, ...]:
    return examine_narrative(set_in.figures.asked.outline, set_in.figures.tables, set_in.facts, set_in.names)


def _setting(request: RunRequest, concept: Path) -> _Setting:
    store = store_of(concept)
    if not store.is_file():
        raise ConfigError(f"{concept}: hier staat geen concept; maak het eerst, want de woorden steunen erop")
    scope, language = scopes_of(request)[0], request.languages[0]
    figures = _figures(request, _tables(store, store.stat().st_mtime_ns))
    stamp = stamp_of(request, scope, CONCEPT, figures.facts.files)
    facts = edition_metadata(
        request, figures, prison_code=scope.code, scope_name=scope.name, version=stamp.version,
        published=stamp.published, status=stamp.status, language=language,
    )  # fmt: skip
    return _Setting(figures, facts, vocabulary(figures))


@lru_cache(maxsize=4)
def _tables(store: Path, _changed: int) -> Mapping[str, SafeTable]:
    """Read the safe tables of a concept once, until it is made anew."""
    return read_published(store)


def write_page_assets(folder: Path) -> None:
    """Write what the page needs beside it."""
    write_assets(folder / "assets", TEMPLATES)


def _figures(request: RunRequest, tables: Mapping[str, SafeTable]) -> Figures:
    """Give the figures of a concept as a run has them, as far as a page of words needs them."""
    register = read_catalogue(SQL)
    with open_for_reading(request.config) as db:
        is_fictitious = bool(scalar(db, FICTITIOUS))
        facts = read_facts(db, request, register)
    protected = Protected(tables, DisclosureLog())
    return Figures(protected, tables, (), register, is_fictitious, facts, read_asked(request))
