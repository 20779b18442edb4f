"""Measure an edition as readers get it: the size of every printed letter, and the headlines of its figures."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from io import BytesIO

import pikepdf
from pypdf import PdfReader

HEADLINE = re.compile(r'<figcaption>.*?<span class="caption">(.*?)</span>', re.DOTALL)


def letter_sizes(pdf: bytes) -> Counter[float]:
    """Count the letters of a PDF by the size at which they are printed, in pt, those of charts too."""
    sizes: Counter[float] = Counter()

    def see(text: str, page: Sequence[float], line: Sequence[float], _: object, size: float) -> None:
        # How far one unit upwards reaches, through the matrix of the line and that of the page.
        x, y = (line[2] * page[0] + line[3] * page[2], line[2] * page[1] + line[3] * page[3])
        sizes[round(float(size) * (x * x + y * y) ** 0.5, 1)] += len("".join(text.split()))

    for page in PdfReader(BytesIO(pdf)).pages:
        page.extract_text(visitor_text=see)
    return +sizes


MM = 72 / 25.4
TOP, FOOT = 23 * MM, 20 * MM
"""Of a page, in pt: what stands above and below its type area."""


@dataclass(frozen=True)
class Sheet:
    """A page as parts of the height of its type area, from above: what is printed on, and where chapters open."""

    printed: tuple[tuple[float, float], ...]
    openings: tuple[float, ...]

    @property
    def is_opened(self) -> bool:
        """Tell whether a chapter opens at the head of the page."""
        return any(place < 0.05 for place in self.openings)

    @property
    def hole(self) -> float:
        """The largest part of the page with nothing on it that something stands under."""
        reached, most = 0.0, 0.0
        for top, foot in self.printed:
            most, reached = max(most, top - reached), max(reached, foot)
        return most

    @property
    def foot(self) -> float:
        """The part of the page that is empty below all that is printed."""
        return 1 - max((foot for _, foot in self.printed), default=0.0)


def sheets(pdf: bytes) -> list[Sheet]:
    """Measure what each page prints on, lines of text and pictures, and where the bookmarks of chapters lead."""
    reader = PdfReader(BytesIO(pdf))
    chapters = [mark for mark in reader.outline if not isinstance(mark, list)]
    with pikepdf.open(BytesIO(pdf)) as file:
        spans = [list(_spans(page)) for page in file.pages]
    found = []
    for number, (page, printed) in enumerate(zip(reader.pages, spans, strict=True)):
        height = float(page.mediabox.height)
        area = height - TOP - FOOT
        parts = sorted(((height - TOP - high) / area, (height - TOP - low) / area) for low, high in printed)
        inside = tuple((max(top, 0.0), foot) for top, foot in parts if foot > 0 and top < 1 and foot < 1.02)
        tops = [float(mark.top) for mark in chapters if reader.get_destination_page_number(mark) == number]
        found.append(Sheet(inside, tuple((height - TOP - top) / area for top in tops)))
    return found


def _spans(page: pikepdf.Page) -> Iterator[tuple[float, float]]:
    """Give the lowest and highest point, in pt from the foot of the page, of each text and picture of a page."""
    known, kept = pikepdf.Matrix(), []
    line = pikepdf.Matrix()
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "q":
                kept.append(known)
            case "Q":
                known = kept.pop()
            case "cm":
                known = pikepdf.Matrix(*map(float, operands)) @ known
            case "BT":
                line = pikepdf.Matrix()
            case "Tm":
                line = pikepdf.Matrix(*map(float, operands))
            case "Td" | "TD":
                line = pikepdf.Matrix(1, 0, 0, 1, float(operands[0]), float(operands[1])) @ line
            case "Tj" | "TJ":
                foot = (line @ known).f
                yield foot - 2, foot + 8
            case "Do":
                form = page.Resources.XObject[str(operands[0])]
                box = [float(side) for side in form.BBox] if "/BBox" in form else [0.0, 0.0, 1.0, 1.0]
                whole = (pikepdf.Matrix(form.Matrix) if "/Matrix" in form else pikepdf.Matrix()) @ known
                ends = [whole.transform((x, y))[1] for x in box[::2] for y in box[1::2]]
                yield min(ends), max(ends)


def headlines(page: str) -> list[str]:
    """Give the headline of every figure of an HTML page."""
    return [unescape(re.sub("<[^>]+>", "", found)) for found in HEADLINE.findall(page)]
