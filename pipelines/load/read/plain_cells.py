"""Count the cells of a workbook that hold something, from its XML alone.

This shares nothing with what reads them: it knows no dates, numbers or styles, only whether a cell holds
anything. Of an XLSX or XLSM only; other kinds are not counted.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from posixpath import normpath
from typing import BinaryIO
from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from zipfile import BadZipFile, ZipFile

from pipelines.load.read.unpacked import ArchiveParts

SHEET_DATA = re.compile(rb"<(\w+:)?sheetData\b")
WITHOUT_VALUE = rb"(?:</@f>|<@f[^<>]*/>)\s*(?:<@v\s*/>)?\s*</@c>"
"""A formula that nobody calculated; `@` stands for the prefix of the names."""
REFERENCE = re.compile(r"([A-Z]+)(\d+)")
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")

Place = tuple[int, int]
"""Row and column, both from 1."""


@dataclass(frozen=True)
class PlainSheet:
    """A sheet of a workbook; `quick` counts its cells with a value, an empty one too, or a formula."""

    file: BinaryIO
    part: str
    quick: int

    def cells(self) -> Iterator[tuple[Place, bool]]:
        """Give each cell that stands in the sheet by its place, with whether it holds anything visible.

        Raises ValueError where the XML is not well-formed.
        """
        try:
            yield from self._cells()
        except ElementTree.ParseError as error:
            raise ValueError(f"not well-formed: {self.part}") from error

    def _cells(self) -> Iterator[tuple[Place, bool]]:
        archive = ZipFile(self.file)
        blank = _blank_texts(archive)
        line = 0
        # a DOCTYPE, and with it whatever grows while it is read, was refused before
        for _, row in ElementTree.iterparse(archive.open(self.part)):  # noqa: S314
            if _local(row) != "row":
                continue
            line, column = int(row.get("r") or line + 1), 0
            for cell in row:
                said = REFERENCE.fullmatch(cell.get("r", ""))
                column = _number(said[1]) if said else column + 1
                yield (int(said[2]) if said else line, column), _holds(cell, blank)
            row.clear()


def reference(place: Place) -> str:
    """Name a cell as a spreadsheet does."""
    line, column = place
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{line}"


def plain_sheets(file: BinaryIO, parts_of: ArchiveParts | None) -> tuple[PlainSheet | None, ...]:
    """Give the sheets of an XLSX or XLSM in their order, None for one whose part is not found.

    Of other files, and of those whose list of sheets can't be read, nothing.
    """
    if parts_of is None:
        return ()
    try:
        names = {name.replace("\\", "/").lower(): name for name in parts_of.names}
        relations = ElementTree.fromstring(parts_of.read(names["xl/_rels/workbook.xml.rels"]))  # noqa: S314
        targets = {one.get("Id"): _inside(one.get("Target", "")) for one in relations}
        book = ElementTree.fromstring(parts_of.read(names["xl/workbook.xml"]))  # noqa: S314
        parts = [targets.get(_relation(one), "") for one in book.iterfind("{*}sheets/{*}sheet")]
        return tuple(
            PlainSheet(file, names[part], _quick(parts_of.read(names[part]))) if part in names else None
            for part in parts
        )
    except (BadZipFile, OSError, KeyError, ElementTree.ParseError):
        return ()  # whoever reads the cells says what is wrong


def _inside(target: str) -> str:
    target = target.replace("\\", "/").lower()
    return target.lstrip("/") if target.startswith("/") else normpath(f"xl/{target}")


def _relation(sheet: Element) -> str | None:
    return next((value for name, value in sheet.items() if name.endswith("}id")), None)


def _quick(content: bytes) -> int:
    sheet = SHEET_DATA.search(content)
    prefix = sheet[1] or b"" if sheet else b""
    number = content.count(b"</%bv>" % prefix) + content.count(b"</%bis>" % prefix)
    if any(b"<%bf%b" % (prefix, end) in content for end in (b">", b" ", b"/")):
        without = re.compile(WITHOUT_VALUE.replace(b"@", prefix))
        number += sum(1 for _ in without.finditer(content))
    return number


def _blank_texts(archive: ZipFile) -> frozenset[str]:
    """Give the numbers of the shared texts that show nothing."""
    part = next((name for name in archive.namelist() if name.lower() == "xl/sharedstrings.xml"), None)
    if part is None:
        return frozenset()
    texts = ElementTree.fromstring(archive.read(part))  # noqa: S314
    found = (number for number, one in enumerate(texts.iter("{*}si")) if not _shows(_words(one)))
    return frozenset(str(number) for number in found)


def _holds(cell: Element, blank: frozenset[str]) -> bool:
    kind, value, has_formula = cell.get("t", "n"), "", False
    for child in cell:
        name = _local(child)
        if name == "is":
            return _shows(_words(child))
        value = child.text or "" if name == "v" else value
        has_formula = has_formula or name == "f"
    if kind == "s":
        return bool(value.strip()) and value.strip() not in blank
    # a formula that gave an empty text was calculated; another without a value holds what nobody knows
    return _shows(value) or (has_formula and kind != "str")


def _words(text: Element) -> str:
    """Join the runs of a text without how it is pronounced."""
    if _local(text) == "t":
        return text.text or ""
    return "".join(_words(child) for child in text if _local(child) != "rPh")


def _shows(text: str) -> bool:
    return bool(ESCAPED.sub(lambda one: chr(int(one[1], 16)), unescape(text)).strip())


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number
