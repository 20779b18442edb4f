"""See in the XML of a workbook what python-calamine does not give: hidden, struck and merged cells, units."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from posixpath import join, normpath
from zipfile import BadZipFile

from pipelines.load.read import ArchiveParts, reference
from pipelines.load.workbooks.cell_styles import UnitFormats, struck_styles, unit_formats

TOKEN = re.compile(rb"<(?:\w+:)?(row|c)\b([^<>]*)>")
ATTRIBUTE = re.compile(rb"""\b(r|s|t|hidden)\s*=\s*["']([^"']*)["']""")
MERGED = re.compile(rb"""<(?:\w+:)?mergeCell\b[^<>]*\bref\s*=\s*["']([A-Z]+)(\d+):([A-Z]+)(\d+)["']""")
HIDDEN_COLUMN = re.compile(rb"<(?:\w+:)?col\b([^<>]*)>")
HIDDEN = re.compile(rb"""\bhidden\s*=\s*["'](?:1|true)["']""")
EDGE = re.compile(rb"""\b(min|max)\s*=\s*["'](\d+)["']""")
SHEET = re.compile(rb"<(?:\w+:)?sheet\b([^<>]*)>")
RELATION = re.compile(rb"<(?:\w+:)?Relationship\b([^<>]*)>")
NAMED = re.compile(r"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")

Place = tuple[int, int]
"""Row and column, both from 0."""


@dataclass(frozen=True)
class Block:
    """Cells that were merged into one: its first and last row and column, from 0."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Marks:
    """What a sheet shows beside its values; rows and columns count from 0.

    `units` gives the words that the number format of a cell shows behind its number. `instead` says what
    stands for a cell that calamine gives as empty, or as another text: an error, a formula without value, a
    raised footnote. `held` names the cells that hold something, for a second count, where these were counted
    with the marks; `is_blind` = nothing of all this could be seen.
    """

    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    struck: frozenset[Place] = frozenset()
    units: Mapping[Place, str] = field(default_factory=dict)
    merged: tuple[Block, ...] = ()
    instead: Mapping[Place, str] = field(default_factory=dict)
    held: tuple[Place, ...] | None = None
    is_blind: bool = False


NO_MARKS = Marks()


def merged_cells(marks: Marks, above: int = 0) -> dict[int, list[str]]:
    """Name the cells beside each other that were merged, by their line and with so many lines above it."""
    found: dict[int, list[str]] = {}
    for block in marks.merged:
        if block.right > block.left:
            first = reference((block.top + 1, block.left + 1))
            last = reference((block.bottom + 1, block.right + 1))
            for line in range(block.top, block.bottom + 1):
                found.setdefault(above + line, []).append(f"{first}:{last}")
    return found


def xml_marks(parts: ArchiveParts) -> dict[str, Marks]:
    """Give the marks of each sheet of an XLSX or XLSM by its name; of other archives none."""
    names = set(parts.names)
    if "xl/workbook.xml" not in names:
        return {}
    try:
        styles = parts.read("xl/styles.xml") if "xl/styles.xml" in names else b""
        struck, units = struck_styles(styles), unit_formats(styles)
        return {
            name: _marks(parts.read(part), struck, units)
            for name, part in _sheet_parts(parts).items()
            if part in names
        }
    except (BadZipFile, KeyError, OSError):
        return {}  # whoever reads the cells says what is wrong


def _sheet_parts(parts: ArchiveParts) -> dict[str, str]:
    """Give for each sheet of a workbook the name of its part in the archive."""
    targets = {}
    for found in RELATION.finditer(parts.read("xl/_rels/workbook.xml.rels")):
        said = said_by(found[1])
        target = said.get("Target", "")
        inside = target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))
        targets[said.get("Id", "")] = inside
    found_parts = {}
    for found in SHEET.finditer(parts.read("xl/workbook.xml")):
        said = said_by(found[1])
        number = next((value for key, value in said.items() if key.endswith(":id")), "")
        if number in targets:
            found_parts[said.get("name", "")] = targets[number]
    return found_parts


def said_by(text: bytes) -> dict[str, str]:
    """Read the attributes of a tag; the five entities are what XML itself knows."""
    found = NAMED.findall(text.decode("utf-8", errors="replace"))
    return {key: _plain(double or single) for key, double, single in found}


def _plain(text: str) -> str:
    for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'")):
        text = text.replace(entity, sign)
    text = re.sub(
        r"&#(?:x([0-9A-Fa-f]+)|(\d+));", lambda one: chr(int(one[1] or one[2], 16 if one[1] else 10)), text
    )
    return text.replace("&amp;", "&")


def _marks(content: bytes, struck: frozenset[bytes], units: UnitFormats) -> Marks:
    merged = tuple(_merged(content)) if b"mergeCell" in content else ()
    odd = struck | units.keys()
    has_odd = bool(odd) and re.search(rb"""\bs\s*=\s*["'](?:%b)["']""" % b"|".join(sorted(odd)), content)
    if not (has_odd or b"hidden" in content):
        return Marks(merged=merged) if merged else NO_MARKS
    hidden: set[int] = set()
    crossed: set[Place] = set()
    shown: dict[Place, str] = {}
    for place, said in _tags(content):
        row, column = place
        if column < 0:
            if said.get(b"hidden") in (b"1", b"true"):
                hidden.add(row)
            continue
        style = said.get(b"s", b"")
        if style in struck:
            crossed.add(place)
        if style in units and said.get(b"t", b"n") == b"n":
            shown[place] = units[style]
    return Marks(frozenset(hidden), _hidden_columns(content), frozenset(crossed), shown, merged)


def _tags(content: bytes) -> Iterator[tuple[Place, dict[bytes, bytes]]]:
    """Give each row (column -1) and each cell with where it stands and its attributes."""
    row = column = -1
    for tag in TOKEN.finditer(content):
        said = dict(ATTRIBUTE.findall(tag[2]))
        at = said.get(b"r", b"")
        if tag[1] == b"row":
            row, column = (int(at) - 1 if at.isdigit() else row + 1), -1
            yield (row, -1), said
            continue
        letters = at.rstrip(b"0123456789")
        column = _column(letters) if letters else column + 1
        if not tag[2].endswith(b"/"):  # a cell without content
            yield (row, column), said


def _merged(content: bytes) -> Iterator[Block]:
    for left, top, right, bottom in MERGED.findall(content):
        yield Block(int(top) - 1, _column(left), int(bottom) - 1, _column(right))


def _hidden_columns(content: bytes) -> frozenset[int]:
    found: set[int] = set()
    for tag in HIDDEN_COLUMN.finditer(content):
        edges = dict(EDGE.findall(tag[1]))
        if HIDDEN.search(tag[1]) and len(edges) == 2:
            found.update(range(int(edges[b"min"]) - 1, min(int(edges[b"max"]), 16_384)))
    return frozenset(found)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = 26 * number + letter - 64
    return number - 1
