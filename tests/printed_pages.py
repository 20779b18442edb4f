"""Measure an edition as readers get it: the size of every printed letter, and the headlines of its figures."""

import re
from collections import Counter
from collections.abc import Sequence
from html import unescape
from io import BytesIO

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


def headlines(page: str) -> list[str]:
    """Give the headline of every figure of an HTML page."""
    return [unescape(re.sub("<[^>]+>", "", found)) for found in HEADLINE.findall(page)]
