"""Read the report's font: how wide it sets a text, and its bytes unpacked."""

from functools import cache
from io import BytesIO
from pathlib import Path

from fontTools.ttLib import TTFont

# A name of our own: the licence reserves "Source", and Plotly writes names without quotes.
FAMILY = "Rapport Sans"


class Metrics:
    """How wide text is: the sum of its advances, as WeasyPrint sets an SVG, without kerning."""

    def __init__(self, file: Path) -> None:
        font = TTFont(BytesIO(file.read_bytes()))
        self._glyphs = font.getBestCmap()
        self._advances = font["hmtx"].metrics
        self._em = font["head"].unitsPerEm
        self._ascent, self._descent = font["hhea"].ascent, -font["hhea"].descent

    def box(self, text: str, size: float) -> tuple[float, float, float, float]:
        """Give width, height, ascent and descent of the text in pixels."""
        units = sum(self._advances[self._glyphs.get(ord(letter), ".notdef")][0] for letter in text)
        scale = size / self._em
        return (
            units * scale,
            (self._ascent + self._descent) * scale,
            self._ascent * scale,
            self._descent * scale,
        )


@cache
def metrics(folder: Path, weight: str) -> Metrics:
    """Read the metrics of the face that serves a CSS font weight."""
    heavy = {"bold": "Bold", "700": "Bold", "800": "Bold", "900": "Bold", "600": "SemiBold"}
    return Metrics(folder / f"RapportSans-{heavy.get(weight, 'Regular')}.woff2")


@cache
def unpacked_font(file: Path) -> bytes:
    """Unpack a WOFF2 once: WeasyPrint would do it again for each document."""
    font = TTFont(file, recalcTimestamp=False)
    font.flavor = None
    unpacked = BytesIO()
    font.save(unpacked)
    return unpacked.getvalue()
