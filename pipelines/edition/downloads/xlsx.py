"""A workbook as XLSX: the only module that names xlsxwriter."""

import re
from datetime import datetime
from io import BytesIO
from xml.sax.saxutils import escape

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from pipelines.edition.downloads.steady_zip import packed, parts_of
from pipelines.edition.downloads.workbook import Content, Link, Sheet, Workbook

FONT = {"font_name": "Arial", "font_size": 12, "font_scheme": ""}
"""Without serifs and of the size that the guidance asks; of no scheme, or the program's own font wins."""
BUILT_IN = {"Heading 1": 16, "Heading 2": 17}
"""Numbers of the styles by which a screen reader knows a heading (ECMA-376, 18.8.7)."""
COVER_WIDTH = 100
A4, LINE = 9, 16
"""The number of a paper size, and the height of a line in points."""


def to_xlsx(workbook: Workbook) -> bytes:
    """Write a workbook: the same bytes each time."""
    target = BytesIO()
    book = xlsxwriter.Workbook(target, _options())
    created = datetime.fromisoformat(workbook.created).replace(tzinfo=None)
    book.set_properties(
        {
            "title": workbook.title, "subject": workbook.description, "author": workbook.publisher,
            "company": workbook.publisher, "created": created,
        }
    )  # fmt: skip
    looks = _Looks(book)
    for sheet in workbook.all_sheets:
        page = book.add_worksheet(sheet.name)
        page.set_landscape()
        page.set_paper(A4)
        page.fit_to_pages(1, 0)  # as wide as the sheet is
        if sheet is workbook.cover:
            _write_cover(page, workbook, looks)
        else:
            _write_sheet(page, sheet, looks)
    book.get_worksheet_by_name(workbook.cover.name).activate()
    book.close()
    return _tagged(target.getvalue(), workbook.tag, looks)


def _options() -> dict[str, object]:
    """Give the options of a workbook, each time anew: xlsxwriter changes what it is given."""
    return {
        "in_memory": True,
        "strings_to_formulas": False,  # a name that begins with = is a name
        "strings_to_numbers": False,
        "strings_to_urls": False,
        "default_format_properties": dict(FONT),
    }


class _Looks:
    """The formats of a workbook; those of numbers are made when they are asked for."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._numbers: dict[int, Format] = {}
        self.title = book.add_format({"bold": True, "font_size": 16})
        self.heading = book.add_format({"bold": True, "font_size": 14})
        self.text = book.add_format({"text_wrap": True, "valign": "top"})
        self.head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self.link = book.get_default_url_format()

    def number(self, decimals: int) -> Format:
        """Give the format of numbers with so many decimals and signs between thousands."""
        if decimals not in self._numbers:
            shown = "#,##0" + (f".{'0' * decimals}" if decimals else "")
            self._numbers[decimals] = self._book.add_format({"num_format": shown, "valign": "top"})
        return self._numbers[decimals]


def _write_cover(page: Worksheet, workbook: Workbook, looks: _Looks) -> None:
    page.set_column(0, 0, COVER_WIDTH)
    page.write_string(0, 0, workbook.cover.title, looks.title)
    for place, line in enumerate(workbook.cover.lines):
        look = looks.heading if place in workbook.headings else looks.text
        page.set_row(place + 1, LINE * -(-len(str(line)) // COVER_WIDTH) + 4 * (look is looks.heading))
        _write(page, place + 1, 0, line, look=look, looks=looks)


def _write_sheet(page: Worksheet, sheet: Sheet, looks: _Looks) -> None:
    page.write_string(0, 0, sheet.title, looks.title)
    for row, line in enumerate(sheet.lines, 1):
        _write(page, row, 0, line, look=None, looks=looks)
    top = len(sheet.lines) + 1
    last = top + max(len(sheet.rows), 1)
    heads = [{"header": column.head, "header_format": looks.head} for column in sheet.columns]
    page.add_table(
        top, 0, last, len(heads) - 1,
        {
            "name": table_name(sheet), "columns": heads, "autofilter": False, "style": None,
            "banded_rows": False,
        },
    )  # fmt: skip
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, column.width)
        number = looks.number(column.decimals)
        for row, cells in enumerate(sheet.rows, top + 1):
            look = looks.text if isinstance(cells[place], str) else number
            _write(page, row, place, cells[place], look=look, looks=looks)
    _set_heights(page, sheet, top)


def _set_heights(page: Worksheet, sheet: Sheet, top: int) -> None:
    """Make rows high enough for texts that wrap; most have one line and keep the usual height."""
    heads = [column.head for column in sheet.columns]
    for row, cells in enumerate((heads, *sheet.rows), top):
        texts = zip(sheet.columns, cells, strict=True)
        lines = max(
            (-(-len(text) // (column.width - 2)) for column, text in texts if isinstance(text, str)),
            default=1,
        )
        if lines > 1:
            page.set_row(row, LINE * lines)


def table_name(sheet: Sheet) -> str:
    """Give a table the name of its sheet, as far as a name of a table may hold it."""
    return re.sub(r"\W", "_", sheet.name)


def _write(
    page: Worksheet, row: int, column: int, content: Content, *, look: Format | None, looks: _Looks
) -> None:
    match content:
        case Link(text=text, sheet=target):
            page.write_url(row, column, f"internal:'{target}'!A1", looks.link, text)
        case "":
            return  # an empty cell is no cell
        case str():
            page.write_string(row, column, content, look)
        case _:
            page.write_number(row, column, content, look)


def _tagged(archive: bytes, tag: str, looks: _Looks) -> bytes:
    """Name the language of the workbook, and mark titles and headings as what they are."""
    parts = parts_of(archive)
    core = parts["docProps/core.xml"].decode()
    parts["docProps/core.xml"] = core.replace(
        "</cp:coreProperties>", f"<dc:language>{escape(tag)}</dc:language></cp:coreProperties>"
    ).encode()
    styles = parts["xl/styles.xml"].decode()
    for name, look in (("Heading 1", looks.title), ("Heading 2", looks.heading)):
        styles = _with_style(styles, name, look.xf_index)
    parts["xl/styles.xml"] = styles.encode()
    return packed(parts)


def _with_style(styles: str, name: str, place: int) -> str:
    """Make a cell format an instance of a built-in style, which xlsxwriter has no word for."""
    kept, formats = re.search(r"<cellXfs[^>]*>(.*)</cellXfs>", styles), r"<xf [^>]*/>|<xf .*?</xf>"
    assert kept is not None  # every workbook has formats
    before = re.findall(formats, kept[1])
    number = len(re.findall(formats, re.search(r"<cellStyleXfs[^>]*>(.*)</cellStyleXfs>", styles)[1]))  # type: ignore[index]
    base = re.sub(r' xfId="\d+"', "", before[place])
    before[place] = re.sub(r'xfId="\d+"', f'xfId="{number}"', before[place])
    styles = styles.replace(kept[1], "".join(before))
    styles = _longer(styles, "cellStyleXfs", base)
    return _longer(
        styles, "cellStyles", f'<cellStyle name="{name}" xfId="{number}" builtinId="{BUILT_IN[name]}"/>'
    )


def _longer(styles: str, name: str, entry: str) -> str:
    """Add an entry to a list that says how long it is."""
    count = re.search(rf'<{name} count="(\d+)"', styles)
    assert count is not None
    styles = styles.replace(count[0], f'<{name} count="{int(count[1]) + 1}"', 1)
    return styles.replace(f"</{name}>", f"{entry}</{name}>", 1)
