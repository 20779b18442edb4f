"""Print a document as a PDF that an archive keeps and everyone can read."""

import gc
import logging
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import Any
from xml.etree import ElementTree

from cssselect2 import ElementWrapper
from weasyprint import HTML, Attachment
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from pipelines.document import Document
from pipelines.errors import DocumentError
from pipelines.render import contents
from pipelines.render.accessible import own_tags
from pipelines.render.assets import HOME, print_asset
from pipelines.render.html import pictures, to_print
from pipelines.render.pdfa import STANDARDS, finish

KINDS = {"css": "text/css", "svg": "image/svg+xml", "woff2": "font/ttf"}  # fonts come unpacked
ONE_AT_A_TIME = Lock()  # the tagger and the garbage collector are the whole process's


def to_pdf(
    document: Document,
    templates: Path,
    *,
    attachments: Mapping[str, bytes],
    descriptions: Mapping[str, str] | None = None,
    standard: str = "a3a-ua1",
) -> bytes:
    """Give the PDF, with the attachments in it; the file that a figure's table names is tied to that figure.

    `descriptions` say in the reader's language what a file holds; one without is its own name.

    Raises DocumentError with every warning of the typesetter: a missing glyph, image, text or target.
    """
    chosen = STANDARDS[standard]
    page = to_print(document, templates)
    files = _attachments(attachments, document, descriptions or {})
    with ONE_AT_A_TIME, _gate(document.title), _garbage_held(), own_tags(), warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # WeasyPrint 70 leaves its colour profile open
        return bytes(
            lay_out(page, templates, pictures(document)).write_pdf(
                pdf_variant=chosen.variant,
                pdf_tags=True,
                attachments=files,
                finisher=finish(chosen, _files_of_figures(document, attachments)),
            )
        )


def lay_out(page: str, templates: Path, charts: Mapping[str, bytes]) -> Any:
    """Give WeasyPrint's pages of a print page and its charts."""
    return _Page(page, Assets(templates, charts)).render(font_config=FontConfiguration())


class _Page(HTML):  # type: ignore[misc]  # WeasyPrint has no types
    """A print page: well-formed, so that expat can read it, thirty times as fast as a parser of any HTML."""

    def __init__(self, page: str, fetcher: URLFetcher) -> None:
        root = ElementTree.fromstring(page[page.index("<html") :])  # noqa: S314  our own templates made it
        self.base_url = HOME
        self.url_fetcher = fetcher
        self.media_type = "print"
        self.wrapper_element = ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = self.wrapper_element.etree_element


class Assets(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Give WeasyPrint the templates' files and the document's charts, and refuse everything else."""

    def __init__(self, templates: Path, charts: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=("https", "data"))
        self._templates, self._charts = templates, charts

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """Answer from the templates folder and the charts."""
        if url.startswith("data:"):
            return super().fetch(url, headers)
        if not url.startswith(HOME):
            raise ValueError(f"{url} is not of this report")
        name = url.removeprefix(HOME)
        content = self._charts[name] if name in self._charts else print_asset(self._templates, name)
        return URLFetcherResponse(url, content, {"Content-Type": KINDS[name.rpartition(".")[2]]})


def _attachments(
    files: Mapping[str, bytes], document: Document, descriptions: Mapping[str, str]
) -> list[Attachment]:
    created = datetime.fromisoformat(document.created)
    return [
        Attachment(
            file_obj=BytesIO(content),
            name=name,
            description=descriptions.get(name, name),
            created=created,
            modified=created,
            relationship="Data" if name.endswith(".csv") else "Source",
        )
        for name, content in sorted(files.items())
    ]


def _files_of_figures(document: Document, files: Mapping[str, bytes]) -> Mapping[str, str]:
    """Give the anchor of the figure behind each attached file that is a figure's data."""
    return {
        chart.table.download: chart.anchor
        for chart in contents.charts(document)
        if chart.table and chart.table.download and chart.table.download in files
    }


@contextmanager
def _garbage_held() -> Iterator[None]:
    """Keep Python from looking for garbage while millions of boxes are alive: a fifth of the time."""
    was_on = gc.isenabled()
    gc.collect()
    gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        gc.unfreeze()
        if was_on:
            gc.enable()


@contextmanager
def _gate(title: str) -> Iterator[None]:
    """Collect what WeasyPrint only logs, and stop on it."""
    heard = _Listener()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(heard)
    was_propagating, logger.propagate = logger.propagate, False
    try:
        yield
    finally:
        logger.removeHandler(heard)
        logger.propagate = was_propagating
    if heard.messages:
        raise DocumentError(_complaint(title, heard.messages))


class _Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def _complaint(title: str, messages: Sequence[str]) -> str:
    found = "\n".join(f"- {message}" for message in dict.fromkeys(messages))
    return f"{title}: de PDF zou niet worden zoals het moet. De zetter meldt:\n{found}"
