"""The look that all charts share: colours, letters, axes, and how much room words take."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from types import MappingProxyType
from typing import Any
from zlib import crc32

from pipelines.tables import Value
from pipelines.wording import SEPARATORS, Wording

WIDTH = 640  # px
FAMILY = "Rapport Sans"
SIZE = 13  # px: as large as a table's words on paper
SMALL = 12  # px: ticks and notes
LETTER = 0.53  # the mean width of a letter, in parts of the size
INK = "#1a1a1a"
CONTEXT = "#6b7075"
RULE = "#d9dcde"
PAPER = "#ffffff"
CLEAR = "rgba(0,0,0,0)"
ACCENT = "#1d4f5f"
DOMAINS = MappingProxyType(
    {
        "welzijn": "#8a3b5f",
        "onderwijs": "#1f5f8b",
        "tewerkstelling": "#8a5a00",
        "cultuur": "#6b4fa0",
        "sport": "#2f6b3a",
        "gezondheid": "#a8402a",
    }
)
OTHER_DOMAINS = ("#00696b", "#7a4a2b", "#4a5a8a", "#8a2d8a", "#55631a", "#b02a54")
PARTS = (
    "#123a47", "#5a97a8", "#5e3c00", "#b9852b", "#43307a",
    "#9683c6", "#7a2114", "#d3745c", "#3d4145", "#8a8f94",
)  # fmt: skip
"""Parts of a whole: dark and light in turn, so that neighbours differ in grey and for every eye."""
DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot")
SYMBOLS = ("circle", "square", "diamond", "triangle-up", "x", "cross")


def domain_colour(code: str | None) -> str:
    """Give a domain its colour; a code that we do not know always gets the same one of the others."""
    if code is None:
        return ACCENT
    return DOMAINS.get(code) or OTHER_DOMAINS[crc32(code.encode()) % len(OTHER_DOMAINS)]


def part_colour(place: int) -> str:
    """Give the part at this place of a whole its colour."""
    return PARTS[place % len(PARTS)]


def luminance(colour: str) -> float:
    """Give the relative luminance of `#rrggbb` as WCAG defines it."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Give the contrast ratio between two colours, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def ink_on(colour: str) -> str:
    """Give the colour of letters that can be read on this one."""
    return max((PAPER, INK), key=lambda ink: contrast(ink, colour))


def text_width(text: str, size: float = SIZE) -> float:
    """Estimate how wide a text is, in px; of more lines, the widest."""
    return max(len(line) for line in text.split("<br>")) * size * LETTER


def wrapped(text: str, letters: int) -> str:
    """Break a label at spaces so that no line is longer than so many letters, if words allow."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if len(longer) <= letters or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return "<br>".join(lines)


def plain(value: Value | None) -> int | float | None:
    """Give a value as JSON knows it."""
    return float(value) if isinstance(value, Decimal) else value


def layout(words: Wording, margin: Mapping[str, int], height: int, **more: Any) -> dict[str, Any]:
    """Give the layout that every chart starts from; its title is the caption's, so there is none inside."""
    return {
        "width": WIDTH,
        "height": height,
        "margin": {"pad": 0, **margin},
        "font": {"family": FAMILY, "size": SIZE, "color": INK},
        "separators": SEPARATORS[words.language],
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "showlegend": False,
        "hovermode": "closest",
        "dragmode": False,
        **more,
    }


def numbers_axis(words: Wording, unit: str, top: float, bottom: float = 0, **more: Any) -> dict[str, Any]:
    """Give an axis of numbers with few round ticks, written as the language writes them."""
    places = ticks(top, bottom)
    decimals = max(-int(Decimal(str(place)).normalize().as_tuple().exponent) for place in places)
    return {
        "range": [bottom, max(top, places[-1])],
        "tickmode": "array",
        "tickvals": list(places),
        "ticktext": [words.amount(Decimal(str(place)), unit, max(decimals, 0)) for place in places],
        "tickfont": {"size": SMALL, "color": CONTEXT},
        "gridcolor": RULE,
        "zeroline": True,
        "zerolinecolor": INK,
        "zerolinewidth": 1,
        "ticks": "",
        "fixedrange": True,
        **more,
    }


def ticks(top: float, bottom: float = 0, most: int = 5) -> tuple[float, ...]:
    """Give round numbers from bottom to at most top: steps of 1, 2 or 5 times a power of ten."""
    if top <= bottom:
        return (0.0, 1.0)
    power = Decimal(1).scaleb(Decimal(str(top - bottom)).adjusted() - 1)
    steps = (power * step for step in (1, 2, 5, 10, 20, 50))
    step = next(step for step in steps if Decimal(str(top - bottom)) / step <= most)
    count = int(Decimal(str(top - bottom)) // step)
    return tuple(float(Decimal(str(bottom)) + step * place) for place in range(count + 1))


def note(text: str, x: Any, y: Any, **more: Any) -> dict[str, Any]:
    """Give words at a place of the plot, without an arrow."""
    return {
        "text": text,
        "x": x,
        "y": y,
        "showarrow": False,
        "font": {"size": SMALL, "color": CONTEXT},
        **more,
    }


def spread(places: Sequence[float], least: float, low: float, high: float) -> tuple[float, ...]:
    """Push label positions (px) apart until they stand `least` from each other, within low and high."""
    order = sorted(range(len(places)), key=lambda number: (places[number], number))
    moved = list(places)
    for before, after in pairwise(order):
        moved[after] = max(moved[after], moved[before] + least)
    ceiling = high
    for number in reversed(order):
        moved[number] = max(min(moved[number], ceiling), low)
        ceiling = moved[number] - least
    return tuple(moved)
