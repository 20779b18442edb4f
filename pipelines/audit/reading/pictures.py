"""Hold what a chart holds against the table behind it: labels, notes on its points, the points themselves."""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from pipelines.audit.reading.accounts import Said, numbers_in
from pipelines.audit.reading.pages import Picture, with_comma

LOOKS = frozenset({
    "x", "y", "z", "width", "base", "offset", "marker", "line", "textfont", "font", "insidetextfont", "type",
    "mode", "textangle", "xaxis", "yaxis", "hoverinfo", "margin", "shapes", "template", "range", "domain",
    "tickvals",
})  # fmt: skip
"""Where a point stands and how it looks; everything else in the data of a chart is read as text."""
COLOUR = re.compile(r"color$")
TAGS = re.compile(r"<[^>]*>")
MARK = re.compile(r"\[\w+\]")
HAIR = 1e-9
AXES = ("x", "y", "z")


def odd_points(picture: Picture, without_labels: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    """Give each text of a chart with a number that the table behind it lacks, and points that nothing names.

    With each comes what stands beside it. A scale of an axis counts as accounted for; `without_labels` leaves
    out labels that are numbers themselves.
    """
    plot = _read(picture.plot)
    own = picture.language
    texts = [*picture.texts, *(with_comma(text, own) for part in plot for text in _texts(part))]
    scale = {number.value for text in _scales(plot) for number in numbers_in(with_comma(text, own))}
    for text in dict.fromkeys(TAGS.sub(" ", text) for text in texts):
        if not _is_behind(text, list(numbers_in(without_labels(text))), picture, scale):
            yield text, ""
    for part in plot:
        traces = part.get("data", ())
        for trace in traces if isinstance(traces, list) else ():
            yield from _odd_values(trace, own)


def _read(plot: str) -> Sequence[Mapping[str, object]]:
    try:
        found = json.loads(plot) if plot else {}
    except ValueError:
        return ({"data": [], "text": plot},)
    return (found,) if isinstance(found, dict) else ({"text": str(found)},)


def _texts(part: object, name: str = "") -> Iterator[str]:
    if name in LOOKS or COLOUR.search(name):
        if name in ("xaxis", "yaxis") and isinstance(part, dict):
            yield from _texts(part.get("title", ""))
        return
    if isinstance(part, Mapping):
        for key, value in part.items():
            yield from _texts(value, str(key))
    elif isinstance(part, list):
        for value in part:
            yield from _texts(value, name)
    elif isinstance(part, str) or (
        name in ("customdata", "text", "values", "ids", "meta") and part is not None
    ):
        yield str(part)


def _scales(plot: Sequence[Mapping[str, object]]) -> Iterator[str]:
    for part in plot:
        layout = part.get("layout", {})
        for axis in layout.values() if isinstance(layout, Mapping) else ():
            ticks = axis.get("ticktext", ()) if isinstance(axis, Mapping) else ()
            yield from (str(tick) for tick in ticks)


def _is_behind(text: str, said: Sequence[Said], picture: Picture, scale: set[Decimal]) -> bool:
    """Tell whether each number of a text stands in the table, and there in a row that the text names."""
    if {number.value for number in said} <= scale and not re.search(r"[^\W\d_]", text):
        return True
    lower = text.casefold()
    rows = [head.partition("|")[0].strip().casefold() for head, _ in picture.behind]
    columns = [head.partition("|")[2].strip().casefold() for head, _ in picture.behind]
    named = {head for head in (*rows, *columns) if head and head in lower}
    cells = [
        (row, column, {number.value for number in numbers_in(cell)})
        for row, column, (_, cell) in zip(rows, columns, picture.behind, strict=True)
    ]
    return all(
        any(
            number.value in values and (not named or row in named or column in named)
            for row, column, values in cells
        )
        for number in said
    )


def _odd_values(trace: Mapping[str, object], language: str) -> Iterator[tuple[str, str]]:
    """Give the points that their own note calls hidden, leaves without a number, or tells otherwise."""
    notes = trace.get("hovertext")
    if not isinstance(notes, list):
        return
    told = [_told(with_comma(str(note), language)) for note in notes]
    axis = _axis_of(trace, told)
    points = trace.get(axis)
    if not isinstance(points, list) or len(set(map(str, points))) == 1:
        return
    drawn = [_matches(point, value) for point, value in zip(points, told, strict=False)]
    for point, value, note, fits in zip(points, told, notes, drawn, strict=False):
        is_number = isinstance(point, int | float) and not isinstance(point, bool)
        # Where no point is what its note says, all are shares of the greatest.
        is_told = fits or (not any(drawn) and abs(point) <= 1 + HAIR) if is_number else True
        if not is_told or (is_number and value is None):
            yield f"{_plain(point)}", str(note)


def _told(note: str) -> Decimal | None:
    said = list(numbers_in(note.rpartition(":")[2]))
    return said[-1].value if said and not MARK.search(note) else None


def _axis_of(trace: Mapping[str, object], told: Sequence[Decimal | None]) -> str:
    if trace.get("type") == "bar":
        return "x" if trace.get("orientation") == "h" else "y"
    return max(AXES, key=lambda axis: _fitting(trace.get(axis), told))


def _fitting(points: object, told: Sequence[Decimal | None]) -> int:
    if not isinstance(points, list):
        return -1
    return sum(_matches(point, value) for point, value in zip(points, told, strict=False))


def _matches(point: object, value: Decimal | None) -> bool:
    if value is None or not isinstance(point, int | float):
        return False
    exact = Decimal(str(point))
    exponent = value.as_tuple().exponent
    return exact.quantize(Decimal(1).scaleb(int(exponent)), ROUND_HALF_UP) == value


def _plain(point: object) -> str:
    return format(Decimal(str(point)), "f").replace(".", ",")
