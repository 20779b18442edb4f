"""Cut delimited text into records, and get lines back that a stray quotation mark would swallow."""

import csv
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

STRAY = "stray_quote"
"""The fault of a line with a quotation mark that nothing closes."""


@dataclass(frozen=True)
class Record:
    """A record: its cells, how many lines of the file it takes, and what is wrong with it as a whole."""

    cells: list[str]
    lines: int = 1
    fault: str | None = None


def records(lines: Iterator[str], *, delimiter: str, quote: str, width: int) -> Iterator[Record]:
    """Give the records of lines with their ends; each line of the file is in exactly one record.

    A quoted cell may run over several lines. Where it swallows lines that are themselves records (of `width`
    cells), or never ends, its mark is a stray one: its first line is given with the fault `stray_quote`, and
    reading goes on with the next. So that a quoted cell after `, ` is one too, blanks after the delimiter go.
    Raises csv.Error where a cell is longer than csv allows and swallows no records.
    """
    source = Source(lines)
    partner: str | None = None
    reader = csv.reader(source, delimiter=delimiter, quotechar=quote, skipinitialspace=True)
    while True:
        source.taken.clear()
        try:
            cells = next(reader, [])
            is_stray = _swallows(source.taken, delimiter, quote, width) or (
                len(source.taken) == 1 and len(cells) < width and source.taken[0].count(quote) % 2 == 1
            )
        except csv.Error:  # a cell without end
            if _is_long(source.taken) and not _swallows(source.taken, delimiter, quote, width):
                raise  # what it holds are no records: it is one cell, and too long
            cells, is_stray = [], True
        if not source.taken:
            return
        is_partner = source.taken[0] is partner
        if is_stray or is_partner:
            first, *others = source.taken
            # the mark that closed what was never opened is a stray one too
            partner = others[-1] if others and others[-1].count(quote) % 2 else None
            source.waiting.extendleft(reversed(others))
            reader = csv.reader(source, delimiter=delimiter, quotechar=quote, skipinitialspace=True)
            yield Record(first.rstrip("\r\n").replace(quote, "").split(delimiter), 1, STRAY)
        else:
            yield Record(cells, len(source.taken))


class Source:
    """Lines of which some can be put back, with those that were taken since they were last cleared."""

    def __init__(self, lines: Iterator[str]) -> None:
        self.waiting: deque[str] = deque()
        self.taken: list[str] = []
        self._lines = lines

    def __iter__(self) -> "Source":
        return self

    def __next__(self) -> str:
        line = self.waiting.popleft() if self.waiting else next(self._lines)
        self.taken.append(line)
        return line


def _is_long(lines: list[str]) -> bool:
    return sum(map(len, lines)) > csv.field_size_limit()


def _swallows(lines: list[str], delimiter: str, quote: str, width: int) -> bool:
    """Tell whether a record of several lines holds lines that are records by themselves."""
    if len(lines) < 2:
        return False
    enough = max(1, width - 1)
    inner = lines[1:-1] if lines[-1].count(quote) % 2 else lines[1:]
    if any(line.count(delimiter) >= enough for line in inner):
        return True
    return lines[0].count(delimiter) >= enough and lines[-1].count(delimiter) >= enough
