"""Prove that this machine can print: a page with the edition's fonts and a chart, set as an edition is."""

from pathlib import Path

from pipelines.document import Chapter, Chart, Colophon, Cover, Document, Paragraph
from pipelines.figures import Figure
from pipelines.render.pdf import to_pdf


def print_proof(templates: Path) -> bytes:
    """Set a make-believe document of a few pages, and give its PDF.

    Raises TechnicalError or DocumentError where an edition would: a font or the chart's engine fails.
    """
    plot = {"data": [{"type": "bar", "x": ["a", "b"], "y": [1, 2]}], "layout": {}}
    figure = Figure("proef", "Proef", "aantal", "Een staafdiagram van 1 en 2.", plot, ())
    chapter = Chapter("proef", "1", "Proef", (Paragraph("Ça va, <strong>één</strong> <em>proef</em>."),
                                              Chart("figuur-1", 1, figure, (), "", None)))  # fmt: skip
    document = Document(
        language="nl-BE",
        title="Proef",
        description="Een proef van de zetter",
        created="2025-01-01T00:00:00+00:00",
        cover=Cover("Proef", "", "", "", "", "", "", None),
        chapters=(chapter,),
        colophon=Colophon(()),
    )
    return to_pdf(document, templates, attachments={})
