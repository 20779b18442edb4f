"""A workbook as ODS, cell for cell the one that is XLSX: the only module that names odfdo."""

import re
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

from odfdo import Document

from pipelines.edition.downloads.edition_text import plain
from pipelines.edition.downloads.steady_zip import packed, parts_of
from pipelines.edition.downloads.workbook import Content, Link, Sheet, Workbook
from pipelines.edition.downloads.xlsx import COVER_WIDTH, table_name

CENTIMETRES = 0.23
"""Of a character of 12 points."""
TITLE, HEADING, HEAD, TEXT = "Heading_20_1", "Heading_20_2", "head", "text"
STYLES = {
    TITLE: ('style:display-name="Heading 1"', 'fo:font-weight="bold" fo:font-size="16pt"'),
    HEADING: ('style:display-name="Heading 2"', 'fo:font-weight="bold" fo:font-size="14pt"'),
}
"""Named styles, by which a screen reader knows a heading."""
GENERATOR = "jaarverslag"
MANIFEST = "META-INF/manifest.xml"
NEEDED = ("mimetype", "content.xml", "styles.xml", "meta.xml", "settings.xml", "manifest.rdf", MANIFEST)
PAGE = (
    '<style:page-layout-properties style:writing-mode="lr-tb" fo:page-width="29.7cm" fo:page-height="21cm" '
    'style:print-orientation="landscape" style:scale-to-X="1" style:scale-to-Y="0"/>'
)
"""Printed sideways, as wide as the sheet is."""


def to_ods(workbook: Workbook) -> bytes:
    """Write a workbook: the same bytes each time."""
    document = Document("spreadsheet")
    document.body.clear()
    _write_styles(document, workbook)
    _write_facts(document, workbook)
    target = BytesIO()
    document.save(target, pretty=False)
    parts = parts_of(target.getvalue())
    parts["content.xml"] = _with_tables(parts["content.xml"], workbook)
    return packed(_own(parts), stored="mimetype")


def _with_tables(content: bytes, workbook: Workbook) -> bytes:
    """Put the sheets where odfdo left an empty spreadsheet: moving them in as elements takes seconds."""
    tables = [_cover(workbook), *(_sheet(sheet) for sheet in workbook.sheets)]
    ranges = "".join(_range(sheet) for sheet in workbook.sheets)
    whole = f"{''.join(tables)}<table:database-ranges>{ranges}</table:database-ranges>"
    before, empty, after = content.decode().partition("<office:spreadsheet/>")
    assert empty, "odfdo writes an empty spreadsheet otherwise than it did"
    return f"{before}<office:spreadsheet>{whole}</office:spreadsheet>{after}".encode()


def _write_facts(document: Document, workbook: Workbook) -> None:
    moment = datetime.fromisoformat(workbook.created).replace(tzinfo=None)
    meta = document.meta
    meta.title, meta.subject, meta.language = workbook.title, workbook.description, workbook.tag
    meta.creator = meta.initial_creator = workbook.publisher
    meta.creation_date = meta.date = moment
    document.set_language(workbook.tag)


def _own(parts: dict[str, bytes]) -> dict[str, bytes]:
    """Keep of odfdo's template what a workbook needs, without what its own author left in it.

    Its running heads go, its empty toolbars and picture, the view of its own sheet, and what tells versions
    of odfdo apart.
    """
    found = {name: content.decode() for name, content in parts.items() if name in NEEDED}
    found["styles.xml"] = re.sub(
        r"<style:(header|footer)>.*?</style:\1>", r'<style:\1 style:display="false"/>', found["styles.xml"]
    ).replace('<style:page-layout-properties style:writing-mode="lr-tb"/>', PAGE)
    generator = f"<meta:generator>{GENERATOR}</meta:generator>"
    meta = re.sub("<meta:generator>[^<]*</meta:generator>", generator, found["meta.xml"])
    found["meta.xml"] = re.sub(r"<meta:(user-defined|document-statistic)[^>]*/>", "", meta)
    found["settings.xml"] = re.sub(
        "<office:settings>.*</office:settings>", "<office:settings/>", found["settings.xml"], flags=re.DOTALL
    )
    entry = r"\s*<manifest:file-entry [^>]*?manifest:full-path=\"([^\"]*)\"[^>]*/>"
    found[MANIFEST] = re.sub(
        entry, lambda line: line[0] if line[1] in ("/", *NEEDED) else "", found[MANIFEST]
    )
    return {name: content.encode() for name, content in found.items()}


def _write_styles(document: Document, workbook: Workbook) -> None:
    for name, (display, looks) in STYLES.items():
        document.insert_style(
            f'<style:style style:name="{name}" {display} style:family="table-cell" '
            f'style:parent-style-name="Default"><style:text-properties {looks}/></style:style>'
        )
    wrapped = '<style:table-cell-properties fo:wrap-option="wrap" style:vertical-align="top"/>'
    bold = '<style:text-properties fo:font-weight="bold"/>'
    own = [_cell_style(TEXT, wrapped), _cell_style(HEAD, wrapped + bold)]
    widths = {column.width for sheet in workbook.sheets for column in sheet.columns} | {COVER_WIDTH}
    own += [
        f'<style:style style:name="w{width}" style:family="table-column"><style:table-column-properties '
        f'style:column-width="{width * CENTIMETRES:.2f}cm"/></style:style>'
        for width in sorted(widths)
    ]
    for decimals in sorted({column.decimals for sheet in workbook.sheets for column in sheet.columns}):
        own.append(
            f'<number:number-style style:name="d{decimals}"><number:number '
            f'number:decimal-places="{decimals}" number:min-decimal-places="{decimals}" '
            'number:min-integer-digits="1" number:grouping="true"/>'
            "</number:number-style>"
        )
        own.append(_cell_style(f"n{decimals}", wrapped, f' style:data-style-name="d{decimals}"'))
    for style in own:
        document.insert_style(style, automatic=True)


def _cell_style(name: str, properties: str, more: str = "") -> str:
    return (
        f'<style:style style:name="{name}" style:family="table-cell" style:parent-style-name="Default"{more}>'
        f"{properties}</style:style>"
    )


def _cover(workbook: Workbook) -> str:
    sheet = workbook.cover
    rows = [_row([_cell(sheet.title, TITLE)])]
    rows += [
        _row([_cell(line, HEADING if place in workbook.headings else TEXT)])
        for place, line in enumerate(sheet.lines)
    ]
    return _table(sheet, [COVER_WIDTH], "".join(rows))


def _sheet(sheet: Sheet) -> str:
    rows = [_row([_cell(sheet.title, TITLE)]), *(_row([_cell(line, "")]) for line in sheet.lines)]
    head = _row([_cell(column.head, HEAD) for column in sheet.columns])
    rows.append(f"<table:table-header-rows>{head}</table:table-header-rows>")
    looks = [f"n{column.decimals}" for column in sheet.columns]
    rows += [
        _row(
            [
                _cell(one, TEXT if isinstance(one, str) else look)
                for one, look in zip(cells, looks, strict=True)
            ]
        )
        for cells in sheet.rows
    ]
    return _table(sheet, [column.width for column in sheet.columns], "".join(rows))


def _table(sheet: Sheet, widths: list[int], rows: str) -> str:
    columns = "".join(f'<table:table-column table:style-name="w{width}"/>' for width in widths)
    return f"<table:table table:name={quoteattr(sheet.name)}>{columns}{rows}</table:table>"


def _row(cells: list[str]) -> str:
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def _cell(content: Content, style: str) -> str:
    look = f' table:style-name="{style}"' if style else ""
    match content:
        case "":
            return "<table:table-cell/>"
        case Link(text=text, sheet=target):
            place = quoteattr(f"#{_quoted(target)}.A1")
            link = f'<text:a xlink:type="simple" xlink:href={place}>{escape(text)}</text:a>'
            return _text_cell("", link)
        case str():
            return _text_cell(look, escape(content))
        case _:
            number = plain(content)
            value = f'office:value-type="float" office:value="{number}"'
            return f"<table:table-cell{look} {value}><text:p>{number}</text:p></table:table-cell>"


def _text_cell(look: str, inner: str) -> str:
    return f'<table:table-cell{look} office:value-type="string"><text:p>{inner}</text:p></table:table-cell>'


def _quoted(name: str) -> str:
    return "'" + name.replace("'", "''") + "'"


def _range(sheet: Sheet) -> str:
    """Mark where a sheet's table is, and that its first row holds the heads."""
    top = len(sheet.lines) + 2
    last = f"{_letters(len(sheet.columns))}{top + max(len(sheet.rows), 1)}"
    address = f"{_quoted(sheet.name)}.A{top}:{_quoted(sheet.name)}.{last}"
    return (
        f'<table:database-range table:name="{table_name(sheet)}" '
        f"table:target-range-address={quoteattr(address)} "
        'table:contains-header="true" table:display-filter-buttons="false"/>'
    )


def _letters(number: int) -> str:
    """Name a column, counted from 1: A, Z, AA."""
    return "".join(reversed(list(_signs(number))))


def _signs(number: int) -> Iterator[str]:
    while number:
        number, rest = divmod(number - 1, 26)
        yield chr(ord("A") + rest)
