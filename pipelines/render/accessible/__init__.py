"""Tag a PDF for readers: one structure element per HTML element over all pages, the rest as artifacts.

WeasyPrint's own tags pass a validator, but break a table over four pages into four tables, read running
heads aloud and give links no words. This takes the place of `weasyprint.pdf.add_tags`, which is private:
WeasyPrint is pinned for it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import weasyprint.pdf

from pipelines.render.accessible.walk import Walk
from pipelines.render.accessible.write import write_structure


def add_tags(pdf: Any, document: Any, version: Any, streams: Any) -> None:
    """Build the structure from the boxes of all pages and write it into the PDF.

    Leaves `pdf.structure_by_id` for the finisher: the element of each HTML id.
    """
    is_pdf_2 = (version.decode() if isinstance(version, bytes) else str(version or "1.7")) >= "2.0"
    walk = Walk(document.pages, streams, is_pdf_2=is_pdf_2)
    walk.run()
    write_structure(pdf, walk, is_pdf_2=is_pdf_2)
    pdf.structure_by_id = walk.by_id


@contextmanager
def own_tags() -> Iterator[None]:
    """Let WeasyPrint call our tagger while this lasts."""
    theirs = weasyprint.pdf.add_tags
    weasyprint.pdf.add_tags = add_tags
    try:
        yield
    finally:
        weasyprint.pdf.add_tags = theirs
