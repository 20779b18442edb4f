"""See in the XML of an OpenDocument spreadsheet what python-calamine does not give.

Names after OpenDocument 1.3, part 3; `calcext` is what LibreOffice adds.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from zipfile import BadZipFile

from pipelines.load.read import ArchiveParts, refusal
from pipelines.load.workbooks.cell_styles import unit_of
from pipelines.load.workbooks.marks import Block, Marks, Place
from pipelines.load.workbooks.whole_cells import SHIFTED_SIGNS

_NS = "urn:oasis:names:tc:opendocument:xmlns:"
TABLE, OFFICE, TEXT, STYLE, NUMBER = (
    f"{{{_NS}{name}:1.0}}" for name in ("table", "office", "text", "style", "datastyle")
)
CALCEXT = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
HIDDEN = ("collapse", "filter")
MOST_HELD = 4_000_000
"""More filled cells than this are repetitions that no partner typed; they are not counted a second time."""
MOST_COLUMNS = 16_384


@dataclass(frozen=True)
class _Style:
    parent: str = ""
    struck: bool | None = None
    shift: str | None = None
    unit: str | None = None


@dataclass(frozen=True)
class _Styles:
    """Styles of cells and of runs of text by their names."""

    known: Mapping[str, _Style]

    def says(self, name: str, what: str) -> object:
        """Give what a style, or the one that it is made from, says of something."""
        seen: set[str] = set()
        while name in self.known and name not in seen:
            seen.add(name)
            own: object = getattr(self.known[name], what)
            if own is not None:
                return own
            name = self.known[name].parent
        return None


def ods_marks(parts: ArchiveParts) -> dict[str, Marks]:
    """Give the marks of each sheet of an ODS by its name; of other archives none.

    Raise ValueError where its XML is not well-formed.
    """
    if "content.xml" not in parts.names:
        return {}
    try:
        # a DOCTYPE, and with it whatever grows while it is read, was refused before
        content = ElementTree.fromstring(parts.read("content.xml"))  # noqa: S314
        others = [parts.read("styles.xml")] if "styles.xml" in parts.names else []
        styles = _styles([*(ElementTree.fromstring(one) for one in others), content])  # noqa: S314
    except (BadZipFile, OSError, KeyError):
        return {}  # whoever reads the cells says what is wrong
    except ElementTree.ParseError as error:
        raise ValueError("not well-formed") from error
    return {
        sheet.get(f"{TABLE}name", ""): _marks(sheet, styles)
        for sheet in content.iterfind(f"{OFFICE}body/{OFFICE}spreadsheet/{TABLE}table")
    }


def _styles(trees: list[Element]) -> _Styles:
    units: dict[str, str] = {}
    known: dict[str, _Style] = {}
    for tree in trees:
        for one in tree.iter(f"{NUMBER}number-style"):
            words = "".join(text.text or "" for text in one.iter(f"{NUMBER}text"))
            factors = (part.get(f"{NUMBER}display-factor", "1") for part in one.iter(f"{NUMBER}number"))
            scale = "," if any(factor != "1" for factor in factors) else ""
            units[one.get(f"{STYLE}name", "")] = unit_of(f'0{scale} "{words}"')
        for one in tree.iter(f"{NUMBER}percentage-style"):
            units[one.get(f"{STYLE}name", "")] = unit_of("0%")
        for one in tree.iter(f"{STYLE}style"):
            known[one.get(f"{STYLE}name", "")] = _style(one, units)
    return _Styles(known)


def _style(one: Element, units: Mapping[str, str]) -> _Style:
    words = one.find(f"{STYLE}text-properties")
    line = position = None
    if words is not None:
        line = words.get(f"{STYLE}text-line-through-style") or words.get(f"{STYLE}text-line-through-type")
        position = words.get(f"{STYLE}text-position")
    form = one.get(f"{STYLE}data-style-name")
    return _Style(
        one.get(f"{STYLE}parent-style-name", ""),
        None if line is None else line != "none",
        None if position is None else _shift(position),
        None if form is None else units.get(form, ""),
    )


def _shift(position: str) -> str:
    """Read a position of text: `super 58%`, `sub 58%`, or how far it is moved, `33% 58%`."""
    first = position.partition(" ")[0]
    if first in SHIFTED_SIGNS:
        return first
    is_moved = first.endswith("%") and first.strip("+-%0.") != ""
    return "" if not is_moved else "sub" if first.startswith("-") else "super"


@dataclass
class _Found:
    styles: _Styles
    columns: list[str] = field(default_factory=list)  # the style of each
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    struck: set[Place] = field(default_factory=set)
    units: dict[Place, str] = field(default_factory=dict)
    instead: dict[Place, str] = field(default_factory=dict)
    merged: list[Block] = field(default_factory=list)
    held: list[Place] = field(default_factory=list)


def _marks(sheet: Element, styles: _Styles) -> Marks:
    found = _Found(styles)
    for column, is_hidden in _inside(
        sheet, "table-column", ("table-columns", "table-header-columns", "table-column-group")
    ):
        start, number = len(found.columns), _times(column, "columns")
        if is_hidden or column.get(f"{TABLE}visibility") in HIDDEN:
            found.hidden_columns.update(range(start, min(start + number, MOST_COLUMNS)))
        wide = min(number, max(0, MOST_COLUMNS - start))
        found.columns += [column.get(f"{TABLE}default-cell-style-name", "")] * wide
    line = 0
    for row, is_hidden in _inside(sheet, "table-row", ("table-rows", "table-header-rows", "table-row-group")):
        number = _times(row, "rows")
        cells = list(_cells(row, found))
        for place in range(line, line + number) if cells else ():
            if len(found.held) > MOST_HELD:
                break
            for at, cell, style in cells:
                _take(found, cell, (place, at), style)
        if (is_hidden or row.get(f"{TABLE}visibility") in HIDDEN) and number < MOST_HELD:
            found.hidden_rows.update(range(line, line + number) if cells else ())
        line += number
    held = tuple(found.held) if len(found.held) <= MOST_HELD else None
    return Marks(
        frozenset(found.hidden_rows), frozenset(found.hidden_columns), frozenset(found.struck), found.units,
        tuple(found.merged), instead=found.instead, held=held,
    )  # fmt: skip


def _inside(sheet: Element, name: str, groups: tuple[str, ...]) -> Iterator[tuple[Element, bool]]:
    """Give rows or columns in their order, those of groups too, with whether their group is folded away."""
    for one in sheet:
        if one.tag == f"{TABLE}{name}":
            yield one, False
        elif one.tag.removeprefix(TABLE) in groups:
            is_folded = one.get(f"{TABLE}display") == "false"
            for inner, is_hidden in _inside(one, name, groups):
                yield inner, is_hidden or is_folded


def _times(element: Element, what: str) -> int:
    said = element.get(f"{TABLE}number-{what}-repeated", "1")
    return int(said) if said.isdigit() else 1


def _cells(row: Element, found: _Found) -> Iterator[tuple[int, Element, str]]:
    """Give the cells of a row that hold something, each with its column and the style that it has."""
    column = 0
    of_row = row.get(f"{TABLE}default-cell-style-name", "")
    for cell in row:
        number = _times(cell, "columns")
        if cell.tag == f"{TABLE}table-cell" and (len(cell) or cell.attrib.keys() & _FILLED):
            for place in range(column, min(column + number, MOST_COLUMNS)):
                usual = found.columns[place] if place < len(found.columns) else ""
                yield place, cell, cell.get(f"{TABLE}style-name") or of_row or usual
        column += number


_FILLED = {f"{OFFICE}value-type", f"{TABLE}formula"}


def _take(found: _Found, cell: Element, place: Place, style: str) -> None:
    kind, text = cell.get(f"{OFFICE}value-type", ""), _text(cell, found.styles, plain=True)
    rows, columns = (int(cell.get(f"{TABLE}number-{what}-spanned", "1")) for what in ("rows", "columns"))
    if rows > 1 or columns > 1:
        found.merged.append(Block(place[0], place[1], place[0] + rows - 1, place[1] + columns - 1))
    if _is_error(cell, text):
        found.instead[place] = text.strip() or "#FOUT!"
    elif not kind and cell.get(f"{TABLE}formula") and cell.find(f"{TEXT}p") is None:
        # one that gave an empty text has an empty paragraph
        found.instead[place] = refusal("formula_without_value", "=")
    elif kind == "string" and (said := _text(cell, found.styles, plain=False)) != text:
        found.instead[place] = said
    if not text.strip() and (kind in ("", "string")) and place not in found.instead:
        return
    found.held.append(place)
    if found.styles.says(style, "struck"):
        found.struck.add(place)
    unit = found.styles.says(style, "unit")
    if kind in ("float", "percentage") and isinstance(unit, str) and unit:
        found.units[place] = unit


def _is_error(cell: Element, text: str) -> bool:
    if cell.get(f"{CALCEXT}value-type") == "error":
        return True
    return bool(cell.get(f"{TABLE}formula")) and text.startswith(("Err:", "#")) and len(text) < 12


def _text(cell: Element, styles: _Styles, *, plain: bool) -> str:
    """Join the paragraphs of a cell; unless `plain` with moved signs as such, struck runs refused."""
    return "\n".join(_run(part, styles, plain=plain) for part in cell if part.tag in (f"{TEXT}p", f"{TEXT}h"))


def _run(part: Element, styles: _Styles, *, plain: bool) -> str:
    text = part.text or ""
    for inner in part:
        match inner.tag.removeprefix(TEXT):
            case "s":
                text += " " * min(int(inner.get(f"{TEXT}c", "1")), 1000)
            case "tab":
                text += "\t"
            case "line-break":
                text += "\n"
            case "span" | "a":
                own, name = _run(inner, styles, plain=plain), inner.get(f"{TEXT}style-name", "")
                shift = styles.says(name, "shift")
                if not plain and isinstance(shift, str) and shift:
                    own = own.translate(SHIFTED_SIGNS[shift])
                elif not plain and styles.says(name, "struck") and own.strip():
                    own = refusal("struck_through") + own
                text += own
            case _:
                pass
        text += inner.tail or ""
    return text
