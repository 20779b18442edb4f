"""Hold what a chart says and draws against the table behind it: its plot, and the text of its still."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from pipelines.verify.numbers import read_said, squeezed
from pipelines.verify.pages import VOID
from pipelines.verify.scales import Point, drawn_otherwise

TAG = re.compile(r"<[^>]*>")
WORD = re.compile(r"[^\W\d_]{2}")
"""What a text of a still has that may be a line of a longer one."""
YEAR = re.compile(r"(19|20)\d\d")


@dataclass
class Chart:
    """A chart of a page: caption, plot, the texts of its still, and the rows of the table behind it."""

    caption: str = ""
    plot: str = ""
    stills: list[str] = field(default_factory=list)
    rows: dict[str, list[str]] = field(default_factory=dict)  # cells by the head of their row, squeezed


class _Reader(HTMLParser):
    """Gathers charts: elements `div.chart`, with all that stands in them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.charts: list[Chart] = []
        self.alternatives: set[str] = set()
        self._open: list[str] = []
        self._depth = 0  # of the chart's own element; 0 outside
        self._caught: dict[str, list[str]] = {}
        self._row = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = {name: value or "" for name, value in attrs}
        if tag not in VOID:
            self._open.append(tag)
        if tag == "div" and facts.get("class") == "chart":
            self.charts.append(Chart())
            self._depth = len(self._open)
        if tag == "svg" and "aria-label" in facts:
            self.alternatives.add(squeezed(facts["aria-label"]))
        if tag == "tr":
            self._row = ""
        if tag in ("figcaption", "text", "th", "td") or (tag == "script" and facts.get("class") == "plot"):
            self._caught[tag] = []

    def handle_endtag(self, tag: str) -> None:
        text = "".join(self._caught.pop(tag, ()))
        if self._depth:
            self._keep(self.charts[-1], tag, text)
        while self._open and self._open.pop() != tag:
            pass
        if len(self._open) < self._depth:
            self._depth = 0

    def _keep(self, chart: Chart, tag: str, text: str) -> None:
        if tag == "figcaption":
            chart.caption = " ".join(text.split())
        elif tag == "text":
            chart.stills.append(text)
        elif tag == "script" and text:
            chart.plot = text
        elif tag == "th":
            self._row = self._row or squeezed(text)
        elif tag == "td":
            chart.rows.setdefault(self._row, []).append(squeezed(text).removesuffix("[r]"))

    def handle_data(self, data: str) -> None:
        for caught in self._caught.values():
            caught.append(data)


def read_charts(content: bytes) -> tuple[tuple[Chart, ...], frozenset[str]]:
    """Read the charts of a page, and the text alternatives of all its pictures, squeezed."""
    reader = _Reader()
    reader.feed(content.decode("utf-8", errors="replace"))
    reader.close()
    return tuple(reader.charts), frozenset(reader.alternatives)


def charts_that_differ(name: str, charts: Sequence[Chart], decimal_sign: str) -> Iterator[str]:
    """Say of each number that a chart says, draws or prints that its table or its plot has it otherwise."""
    for chart in charts:
        where = f"{name}, figuur '{chart.caption}'"
        try:
            plot = json.loads(chart.plot)
            traces, layout = list(plot["data"]), dict(plot["layout"])
        except (ValueError, KeyError, TypeError):
            yield f"{where}: de gegevens van de grafiek zijn niet leesbaar"
            continue
        points = [point for trace in traces for point in _points(trace, decimal_sign)]
        yield from _said_otherwise(where, chart, points, traces)
        yield from drawn_otherwise(where, points)
        yield from _ticks_otherwise(where, layout, decimal_sign)
        yield from _stills_otherwise(f"{where}, stilstaande prent", chart, plot)


def _points(trace: Mapping[str, Any], sign: str) -> Iterator[Point]:
    """Read the points of a trace that says what they are: `label, label: number`.

    A trace says by which axis it draws them, and of what each is a part (`meta`); of one of an edition from
    before that, the scale is found. Tiles that begin at a place of their own are drawn by no number.
    """
    texts, meta = trace.get("hovertext"), trace.get("meta")
    told = meta if isinstance(meta, dict) and "drawn" in meta else None
    is_tiled = told["drawn"] == "" if told else isinstance(trace.get("base"), list)
    for place, text in enumerate(texts if isinstance(texts, list) else []):
        labels, _, value = str(text or "").rpartition(": ")
        said = read_said("", value, sign)
        if said is not None and labels:
            drawn = {axis: None if is_tiled else _at(trace.get(axis), place) for axis in ("x", "y")}
            axis = str(told["drawn"]) if told and not is_tiled else ""
            whole = _at(told.get("wholes"), place) if told else None
            yield Point(tuple(labels.split(", ")), value, said, drawn, axis, 1.0 if whole is None else whole)


def _stills_otherwise(where: str, chart: Chart, plot: object) -> Iterator[str]:
    """Tell each number of a still that the data of the chart do not have, or do not have as often."""
    known = Counter(squeezed(TAG.sub("", text)) for text in _texts(plot))
    drawn = Counter(squeezed(text) for text in chart.stills)
    for text in dict.fromkeys(chart.stills):
        still = squeezed(text)
        if not any(letter.isdigit() for letter in still):
            continue
        is_part = WORD.search(still) and any(still in one for one in known)  # a line of a longer text
        if not known[still] and not is_part:
            yield f"{where}: {text}; zo staat het niet in de gegevens van de grafiek"
        elif not is_part and drawn[still] > known[still]:
            often = f"{drawn[still]} keer, in de gegevens van de grafiek {known[still]} keer"
            yield f"{where}: {text} staat er {often}"


def _at(values: object, place: int) -> float | None:
    found = values[place] if isinstance(values, list) and place < len(values) else None
    return float(found) if isinstance(found, int | float) else None


def _said_otherwise(
    where: str, chart: Chart, points: Sequence[Point], traces: Sequence[Mapping[str, Any]]
) -> Iterator[str]:
    """Hold what is said of each point against the row that it names, or else against the whole table."""
    every = [cell for row in chart.rows.values() for cell in row]
    if not every:
        return
    for point in points:
        rows = [chart.rows[squeezed(label)] for label in point.labels if squeezed(label) in chart.rows]
        among = [cell for row in rows for cell in row] or every
        if squeezed(point.text) not in among:
            named = ", ".join(point.labels)
            yield f"{where}, {named}: {point.text}; in de tabel erachter: {' of '.join(dict.fromkeys(among))}"
    said = {squeezed(point.text) for point in points}
    for trace in traces:
        texts = trace.get("text")
        for text in texts if isinstance(texts, list) else []:
            shown = squeezed(TAG.sub("", str(text or "")))
            if shown[-1:].isdigit() and shown not in every and shown not in said:
                yield f"{where}: {text}; zo staat het niet in de tabel erachter"


def _ticks_otherwise(where: str, layout: Mapping[str, Any], sign: str) -> Iterator[str]:
    for name, axis in sorted(layout.items()):
        if not re.fullmatch(r"[xy]axis\d*", name) or not isinstance(axis, Mapping):
            continue
        ticks = list(zip(axis.get("ticktext") or (), axis.get("tickvals") or (), strict=False))
        off = [(text, value) for text, value in ticks if _is_off(str(text), float(value), sign)]
        if 2 * len(off) < len(ticks):  # else the axis has names, or a scale of its own
            yield from (f"{where}, as: {text}; getekend op {value}" for text, value in off)


def _is_off(text: str, value: float, sign: str) -> bool:
    said = None if YEAR.fullmatch(text) else read_said("", text, sign)
    return said is not None and said.value is not None and abs(float(said.value) - value) > 1e-9


def _texts(found: object) -> Iterator[str]:
    """Go over every text in a plot."""
    match found:
        case str():
            yield found
        case dict():
            for one in found.values():
                yield from _texts(one)
        case list():
            for one in found:
                yield from _texts(one)
