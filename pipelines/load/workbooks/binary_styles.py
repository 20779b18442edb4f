"""What the styles and shared texts of a binary workbook, XLS or XLSB, say of its cells."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipelines.load.read import refusal
from pipelines.load.workbooks.cell_styles import PERCENTAGES, unit_of
from pipelines.load.workbooks.marks import Block, Marks, Place
from pipelines.load.workbooks.whole_cells import SHIFTED_SIGNS

STRIKEOUT = 0x0008
SHIFTS = {1: "super", 2: "sub"}
ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
UNKNOWN_ERROR = "#FOUT!"


@dataclass(frozen=True)
class Font:
    """What of a font changes the meaning of what is written in it."""

    is_struck: bool
    shift: str = ""  # `super` or `sub`


@dataclass(frozen=True)
class BinaryStyles:
    """Fonts by their number, words of number formats by theirs, and for each cell style (font, format)."""

    fonts: Mapping[int, Font] = field(default_factory=dict)
    formats: Mapping[int, str] = field(default_factory=dict)
    styles: Sequence[tuple[int, int]] = ()

    def is_struck(self, style: int) -> bool:
        """Tell whether cells of a style are struck through."""
        font = self.fonts.get(self.styles[style][0]) if style < len(self.styles) else None
        return font is not None and font.is_struck

    def unit(self, style: int) -> str:
        """Give the unit that the number format of a style shows, `×` for another scale, or ''."""
        number = self.styles[style][1] if style < len(self.styles) else -1
        code = self.formats.get(number, "0%" if number in PERCENTAGES else "")
        return unit_of(code) if code else ""

    def said(self, text: str, runs: Iterable[tuple[int, int]]) -> str:
        """Give a text of runs (first place, font) as it must be read: raised as such, struck refused."""
        edges = [(0, -1), *sorted(runs), (len(text), -1)]
        found = ""
        for (start, number), (end, _) in pairwise(edges):
            part, font = text[start:end], self.fonts.get(number)
            if font and font.shift:
                part = part.translate(SHIFTED_SIGNS[font.shift])
            elif font and font.is_struck and part.strip():
                part = refusal("struck_through") + part
            found += part
        return found


def font_of(flags: int, position: int) -> Font:
    """Read the two numbers of a font that say whether it strikes through and where it stands."""
    return Font(bool(flags & STRIKEOUT), SHIFTS.get(position, ""))


@dataclass
class FoundCells:
    """What a sheet of a binary workbook was found to hold, while its records are read."""

    styles: BinaryStyles
    texts: Mapping[int, str]
    changed: Mapping[int, str]
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    struck: set[Place] = field(default_factory=set)
    units: dict[Place, str] = field(default_factory=dict)
    instead: dict[Place, str] = field(default_factory=dict)
    merged: list[Block] = field(default_factory=list)
    held: list[Place] = field(default_factory=list)

    def add(self, place: Place, style: int, *, is_number: bool = False) -> None:
        """Take a cell that holds something."""
        self.held.append(place)
        if self.styles.is_struck(style):
            self.struck.add(place)
        if is_number and (unit := self.styles.unit(style)):
            self.units[place] = unit

    def add_error(self, place: Place, style: int, code: int) -> None:
        """Take a cell that holds an error value."""
        self.add(place, style)
        self.instead[place] = ERRORS.get(code, UNKNOWN_ERROR)

    def add_text(self, place: Place, style: int, number: int) -> None:
        """Take a cell that holds a shared text."""
        if self.texts.get(number, "?").strip():
            self.add(place, style)
        if number in self.changed:
            self.instead[place] = self.changed[number]

    def hide_columns(self, first: int, last: int) -> None:
        """Take columns that are hidden."""
        self.hidden_columns.update(range(first, min(last, 16_383) + 1))

    @property
    def marks(self) -> Marks:
        """Give the marks of the sheet."""
        return Marks(
            frozenset(self.hidden_rows),
            frozenset(self.hidden_columns),
            frozenset(self.struck),
            self.units,
            tuple(self.merged),
            instead=self.instead,
            held=tuple(self.held),
        )


def changed_texts(
    texts: Iterable[tuple[str, Sequence[tuple[int, int]]]], styles: BinaryStyles
) -> tuple[dict[int, str], dict[int, str]]:
    """Give the shared texts by number, and those of which the runs make another text."""
    plain: dict[int, str] = {}
    changed: dict[int, str] = {}
    for number, (text, runs) in enumerate(texts):
        plain[number] = text
        if runs and (said := styles.said(text, runs)) != text:
            changed[number] = said
    return plain, changed


def blocks_of(edges: Iterable[tuple[int, int, int, int]]) -> Iterator[Block]:
    """Give merged cells from their first and last row, first and last column."""
    for top, bottom, left, right in edges:
        yield Block(top, left, bottom, right)
