"""What the workbooks hold, before it is XLSX or ODS: sheets of titles, lines and one table each.

After the UK government's guidance "Releasing statistics in spreadsheets": a cover, contents, notes, then a
table a sheet, in column A from the first row, one row of heads, nothing merged, hidden, coloured or below.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.edition.downloads.compared import Compared, compared_tables
from pipelines.edition.downloads.edition_text import EditionText
from pipelines.edition.downloads.marts import Mart, Observation
from pipelines.tables import REVISED, Cell, Mark, SafeTable, Value

ABSENT = "[x]"
"""In the place of a cell that the edition does not have."""
LONG, USUAL = 34, 16
"""Widths in characters: of a column of names, and of one of numbers."""


@dataclass(frozen=True)
class Column:
    """A column of a sheet's table: its head, its width in characters, the decimals of its numbers."""

    head: str
    width: int = USUAL
    decimals: int = 0


@dataclass(frozen=True)
class Link:
    """A text that leads to another sheet of the workbook."""

    text: str
    sheet: str


Content = str | Value | Link
"""What a cell holds; an empty text is an empty cell."""


@dataclass(frozen=True)
class Sheet:
    """A worksheet: the name on its tab, its title, the lines below it, and its one table."""

    name: str
    title: str
    lines: tuple[str | Link, ...]
    columns: tuple[Column, ...]
    rows: tuple[tuple[Content, ...], ...]


@dataclass(frozen=True)
class Workbook:
    """A workbook in one language; the cover is lines of text of which some are headings."""

    title: str
    description: str
    publisher: str
    tag: str  # BCP 47
    created: str  # ISO 8601
    cover: Sheet
    headings: frozenset[int]  # of the cover's lines
    sheets: tuple[Sheet, ...]

    @property
    def all_sheets(self) -> tuple[Sheet, ...]:
        """The cover and what follows, in the order of the tabs."""
        return (self.cover, *self.sheets)


def workbook_of(marts: Sequence[Mart], headlines: Sequence[SafeTable], text: EditionText) -> Workbook:
    """Lay out the workbook of an edition in one language."""
    words, facts = text.words, text.facts
    compared = compared_tables(marts, headlines, text)
    tables = [_compared_sheet(one, place, text) for place, one in enumerate(compared, 1)]
    tables += [_mart_sheet(mart, place, text) for place, mart in enumerate(marts, len(tables) + 1)]
    sheets = [_notes(text), _dictionary(marts, text), *tables]
    cover, headings = _cover(text)
    return Workbook(
        title=text.document.title,
        description=text.document.description,
        publisher=facts.publisher,
        tag=text.document.language,
        created=text.document.created,
        cover=Sheet(words.say("sheet.cover"), text.document.title, tuple(cover), (), ()),
        headings=frozenset(headings),
        sheets=(_contents(sheets, text), *sheets),
    )


def _cover(text: EditionText) -> tuple[list[str], list[int]]:
    """Give the lines of the cover and which of them are headings."""
    words, facts, cover = text.words, text.facts, text.document.cover
    about = [cover.period, cover.status]
    dated = [cover.published, words.say("cover.last_day", day=words.day(facts.last_day))]
    parts = {
        "about": [text.document.description, *about, *([facts.warning] if facts.warning else [])],
        "made" if facts.status == "concept" else "published": dated,
        "publisher": [one for one in (facts.publisher, facts.responsible, facts.contact) if one],
        "licence": [facts.licence or words.say("licence.none")],
        "accessible": [words.say("cover.accessible.text")],
    }
    lines: list[str] = []
    headings: list[int] = []
    for part, found in parts.items():
        headings.append(len(lines))
        lines += [words.say(f"cover.{part}"), *found]
    return lines, headings


def _contents(sheets: Sequence[Sheet], text: EditionText) -> Sheet:
    words = text.words
    rows = tuple((Link(sheet.name, sheet.name), sheet.title) for sheet in sheets)
    columns = (Column(text.head("sheet")), Column(text.head("title"), 100))
    return Sheet(words.say("sheet.contents"), words.say("sheet.contents"), (_one_table(text),), columns, rows)


def _notes(text: EditionText) -> Sheet:
    """Give what each mark means: in a cell in the place of a number, and in the column beside it."""
    words = text.words
    rows: list[tuple[Content, ...]] = [
        (f"[{mark}]", words.say(f"mark.{mark}"), words.say(f"mark.{mark}.long")) for mark in Mark
    ]
    rows.append((ABSENT, words.say("flag.x"), words.say("flag.x.long")))
    rows.append((text.head("flag"), words.say("flag.held"), words.say("flag.held.long")))
    flag = f"{text.head('flag')} [{REVISED}]"
    rows.append((flag, words.say("flag.revised"), words.say("flag.revised.long")))
    columns = (
        Column(text.head("mark")), Column(text.head("meaning"), LONG),
        Column(text.head("explanation"), 100),
    )  # fmt: skip
    return Sheet(words.say("sheet.notes"), words.say("sheet.notes"), _lines(text), columns, tuple(rows))


def _dictionary(marts: Sequence[Mart], text: EditionText) -> Sheet:
    """Give what the register says of each measure in the tables, in the order of the register."""
    words, register = text.words, text.names.register.indicators
    tables = {table.measure: table for mart in marts for table in mart.measures}
    rows = tuple(
        (one.code, one.name[text.language], text.unit(tables[measure]), one.definition[text.language])
        for measure, one in register.items()
        if measure in tables
    )
    heads = ("code", "indicator", "unit", "definition")
    widths = (USUAL, LONG, USUAL, 100)
    columns = tuple(Column(text.head(head), width) for head, width in zip(heads, widths, strict=True))
    name = words.say("sheet.dictionary")
    return Sheet(name, name, _lines(text), columns, rows)


def _one_table(text: EditionText) -> str:
    return text.words.say("sheet.one_table")


def _lines(text: EditionText, *more: str) -> tuple[str | Link, ...]:
    """Give the lines between title and table: what there is, what may be empty, where the contents are."""
    warning = [text.facts.warning] if text.facts.warning else []
    back = Link(text.words.say("sheet.back"), text.words.say("sheet.contents"))
    return (_one_table(text), *more, *warning, back)


def _mart_sheet(mart: Mart, number: int, text: EditionText) -> Sheet:
    labels = [
        tuple(text.label(mart.dimensions, key, place) for place in range(len(mart.dimensions)))
        for key in mart.keys
    ]
    cells = [tuple(_observed(table, key) for table in mart.measures) for key in mart.keys]
    compared = Compared(
        text.mart_title(mart), tuple(text.column(one) for one in mart.dimensions), mart.measures,
        tuple(labels), tuple(cells),
    )  # fmt: skip
    return _compared_sheet(compared, number, text)


def _observed(table: SafeTable, key: tuple[str | None, ...]) -> Observation | None:
    cell = table.cells.get(key)
    return None if cell is None else Observation(key, table, cell)


def _compared_sheet(compared: Compared, number: int, text: EditionText) -> Sheet:
    """Set rows of observations; a measure of which any cell has a flag gets a column for it, at its right."""
    words = text.words
    name = words.say("sheet.table", number=str(number))
    columns = [Column(head, LONG) for head in compared.heads]
    flagged = [
        any(row[place] is None or row[place].flag for row in compared.cells)  # type: ignore[union-attr]
        for place in range(len(compared.measures))
    ]
    for table, has_flag in zip(compared.measures, flagged, strict=True):
        head = f"{text.measure_name(table.measure)} ({text.unit(table)})"
        columns.append(Column(head, USUAL, text.decimals(table)))
        columns += [Column(words.say("column.flag_of", name=head), USUAL)] if has_flag else []
    rows = [
        (*labels, *_contents_of(cells, flagged, text))
        for labels, cells in zip(compared.labels, compared.cells, strict=True)
    ]
    lines = _lines(
        text, *([words.say("sheet.flags", notes=words.say("sheet.notes"))] if any(flagged) else [])
    )
    return Sheet(name, f"{name}: {compared.title}", lines, tuple(columns), tuple(rows))


def _contents_of(
    cells: Sequence[Observation | None], flagged: Sequence[bool], text: EditionText
) -> tuple[Content, ...]:
    found: list[Content] = []
    for one, has_flag in zip(cells, flagged, strict=True):
        found.append(ABSENT if one is None else _shown(one.cell))
        if has_flag:
            found.append(text.words.say("flag.x") if one is None else text.flag(one.flag))
    return tuple(found)


def _shown(cell: Cell) -> Content:
    return f"[{cell.mark}]" if cell.value is None else cell.value
