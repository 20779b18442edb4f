"""Tell the rows of a table from what else stands in it: totals, notes and headers that come again."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pipelines.load.headers.header import TOTAL, Header, Wanted, plain_name
from pipelines.sources import Contract, Kind, Source

ALONE = re.compile(r"\W*\w+(?:[ -]generaal|[ -]general)?\W*(?:\d[\d\W]*)?", re.IGNORECASE)
"""The name of a total with nothing behind it but a number, as a year."""

TOTAL_AT_END = re.compile(r".{1,60}[\s(](?:totaal|total)\)?:?", re.IGNORECASE)
"""A name that ends so is a total only where most of the line is empty: an activity can be called so too."""


MAYBE_TOTAL = "maybe_total"
"""The fault of a line that begins as a total (`Totaal welzijn`) and has a day, which no total has."""


@dataclass(frozen=True)
class NoteReader:
    """Tells which lines below a header are no rows of its table: `note_of` gives `total`, `note` or `header`.

    It gives `maybe_total` for a line that nobody can tell: that is refused.

    `openings` are the plain names with which a header can begin that comes again, at the place `first`;
    `has_notes` says that a line with a single cell is a note.
    """

    note_of: Callable[[Sequence[str]], str | None]
    openings: frozenset[str]
    first: int | None
    has_notes: bool


def note_reader(source: Source, contracts: Mapping[str, Contract], header: Header) -> NoteReader:
    """Give what tells which lines below a header are no rows of its table."""
    known = {plain_name(word) for word in _words(source)}
    places = sorted(header.used)
    has_notes = _needs_two_cells(source, contracts)
    heads = {tuple(_at(line, place) for place in places) for line in header.lines}
    openings = frozenset(head[0] for head in heads if head)
    days = _days(source, contracts, header)

    def note_of(cells: Sequence[str]) -> str | None:
        filled = [cell for cell in cells if cell and not cell.isspace()]
        if not filled:
            return None
        first = " ".join(filled[0].split())
        lower = first.lower()
        # asked first because it is cheap: a total is not called otherwise
        if holds_total(lower) and _is_total(first, cells, places) and plain_name(first) not in known:
            has_day = any(any(map(str.isdigit, _at(cells, place))) for place in days)
            return MAYBE_TOTAL if has_day and not ALONE.fullmatch(first) else "total"
        if has_notes and len(filled) == 1 and any(letter.isalpha() for letter in first):
            # a row that was written with another delimiter stands in one cell, and is no note
            return None if is_row_in_one_cell(filled[0], header.width) else "note"
        # Nearly every line is told from a header by its first cell.
        if places and plain_name(_at(cells, places[0])) in openings:
            return "header" if tuple(plain_name(_at(cells, place)) for place in places) in heads else None
        return None

    return NoteReader(note_of, openings, places[0] if places else None, has_notes)


def is_row_in_one_cell(text: str, width: int) -> bool:
    """Tell whether a text is a row of so many cells, with another delimiter than the file has.

    Blanks tell cells apart only where half of the parts hold a number: a sentence has none, or few.
    """
    if width < 3 or not any(letter.isdigit() for letter in text):
        return False
    if any(text.count(mark) == width - 1 for mark in ("\t", ";", ",", "|")):
        return True
    parts = text.split()
    return len(parts) == width and 2 * sum(any(map(str.isdigit, part)) for part in parts) >= width


def holds_total(lower: str) -> bool:
    """Tell cheaply whether a text in small letters can hold the name of a total; a no is sure."""
    return "tota" in lower or "som" in lower


def _words(source: Source) -> set[str]:
    """Give the words that the source itself maps, so that they are no label of a total."""
    words: set[str] = set()
    for mapped in source.maps:
        words.update(word for origin in mapped.columns.values() for word in origin.values)
        words.update(mapped.where.equals if mapped.where else ())
    return words


def _days(source: Source, contracts: Mapping[str, Contract], header: Header) -> frozenset[int]:
    """Give the places of the dates that every row must have."""
    found: set[int] = set()
    for mapped in source.maps:
        for name, origin in mapped.columns.items():
            column = contracts[mapped.dataset].columns[name]
            if column.required and column.kind is Kind.DATE:
                found |= {header.places[group] for group in origin.wanted if group in header.places}
    return frozenset(found)


def _is_total(first: str, cells: Sequence[str], places: Sequence[int]) -> bool:
    if TOTAL.fullmatch(first):
        return True
    if not TOTAL_AT_END.fullmatch(first):
        return False
    empty = sum(1 for place in places if place >= len(cells) or not cells[place].strip())
    return 2 * empty >= len(places)


def _needs_two_cells(source: Source, contracts: Mapping[str, Contract]) -> bool:
    """Tell whether no map could make a row of a single cell: only then is such a line a note."""
    for mapped in source.maps:
        columns = contracts[mapped.dataset].columns
        required: set[Wanted] = set()
        for name, origin in mapped.columns.items():
            if columns[name].required:
                required.update(origin.wanted)
        if len(required) < 2:
            return False
    return True


def _at(cells: Sequence[str], place: int) -> str:
    return cells[place] if place < len(cells) else ""
