"""Measure setting a PDF of 25, 100 and 400 pages against bare WeasyPrint on the same page: python -m ..."""

import resource
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

from weasyprint import HTML

from pipelines.document.blocks import Chapter, Document
from pipelines.render import still, to_pdf
from pipelines.render.contents import charts
from pipelines.render.html import pictures, to_print
from pipelines.render.pdf import Assets
from tests.document_sample import bar_plot, document, domain_chapter, figure

TEMPLATES = Path(__file__).parents[2] / "report_templates"
CHAPTERS = {25: 11, 100: 47, 400: 192}  # chapters of two pages, beside cover, contents and lists
DOMAINS = ("welzijn", "onderwijs", "tewerkstelling", "cultuur", "sport", "gezondheid")


def long_document(chapters: int) -> Document:
    """Make a document of so many domain chapters, each with a table, a chart and text."""
    made = []
    for order in range(chapters):
        chapter = domain_chapter(DOMAINS[order % 6], str(order), order)
        made.append(chapter)
    return document(chapters=tuple(_own_anchors(chapter, order) for order, chapter in enumerate(made)))


def _own_anchors(chapter: Chapter, order: int) -> Chapter:
    blocks = tuple(
        replace(block, anchor=f"{block.anchor}-{order}") if hasattr(block, "anchor") else block
        for block in chapter.blocks
    )
    return replace(chapter, anchor=f"{chapter.anchor}-{order}", blocks=blocks)


def ours(made: Document) -> int:
    """Set the PDF as an edition gets it."""
    return len(to_pdf(made, TEMPLATES, attachments={"a.csv": b"1"}))


def bare(made: Document) -> int:
    """Set the same page with WeasyPrint alone."""
    fetcher = Assets(TEMPLATES, pictures(made))
    page = HTML(string=to_print(made, TEMPLATES), url_fetcher=fetcher)
    return len(page.write_pdf(pdf_variant="pdf/a-3a", pdf_tags=True))


def measure(way: str, pages: int) -> str:
    """Set once in a process of its own and give seconds, megabytes and pages."""
    made = long_document(CHAPTERS[pages])
    for chart in charts(made):
        still(chart.figure)  # drawn before: charts are measured by themselves
    before = time.process_time()
    size = {"ours": ours, "bare": bare}[way](made)
    seconds = time.process_time() - before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return f"{way:5} {pages:4} {seconds:7.2f} s  {peak:6.0f} MB  {size / 2**20:5.2f} MB file"


def measure_charts(count: int = 100) -> str:
    """Draw so many different charts and give the first and the others."""
    times = []
    for number in range(count):
        values = {f"groep {part}": (number * 37 + part * 91) % 500 + 1 for part in range(8)}
        before = time.perf_counter()
        still(figure(f"maat-{number}", bar_plot(values, "#1d4f5f")))
        times.append(time.perf_counter() - before)
    return f"chart first {times[0]:.2f} s, then {sum(times[1:]) / (count - 1):.3f} s each, slowest {max(times[1:]):.3f} s"


if __name__ == "__main__":
    given = sys.argv[1:]
    if given[:1] in (["ours"], ["bare"]):
        sys.stdout.write(measure(given[0], int(given[1])) + "\n")
    else:
        sys.stdout.write(measure_charts() + "\n")
        for pages in [int(page) for page in given] or CHAPTERS:
            for way in ("bare", "ours"):
                subprocess.run([sys.executable, "-m", __spec__.name, way, str(pages)], check=True)
