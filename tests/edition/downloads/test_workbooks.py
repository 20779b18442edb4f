"""The workbooks, against each point of "Making spreadsheets accessible: a checklist of the basics".

Read back by openpyxl and as XML, never by what wrote them.
"""

import re
import zipfile
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from xml.etree import ElementTree

import openpyxl
import pytest

from pipelines.edition.downloads.workbook import _cover
from tests.edition.downloads.sample import LANGUAGES, files, texts

SUFFIX = {"nl": "", "fr": ".fr", "en": ".en"}
NAMES = {
    "nl": ("Voorblad", "Inhoud", "Toelichting", "Woordenboek"),
    "fr": ("Couverture", "Sommaire", "Notes", "Dictionnaire"),
    "en": ("Cover", "Contents", "Notes", "Dictionary"),
}
ODF = {
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xlink": "http://www.w3.org/1999/xlink",
}
ATTRIBUTE = {prefix: "{" + name + "}" for prefix, name in ODF.items()}


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request):
    return request.param


@pytest.fixture(scope="module")
def book(language):
    return openpyxl.load_workbook(BytesIO(files()[f"tables{SUFFIX[language]}.xlsx"]))


@pytest.fixture(scope="module")
def parts(language):
    return unpacked(f"tables{SUFFIX[language]}.xlsx")


@pytest.fixture(scope="module")
def odf(language):
    return unpacked(f"tables{SUFFIX[language]}.ods")


def unpacked(name):
    with zipfile.ZipFile(BytesIO(files()[name])) as archive:
        return {one: archive.read(one).decode() for one in archive.namelist()}


def data_sheets(book):
    return [sheet for sheet in book if sheet.title not in (book.sheetnames[0],)]


def table_of(sheet):
    (table,) = sheet.tables.values()
    return table


def cells_of_table(sheet):
    return [[cell.value for cell in row] for row in sheet[table_of(sheet).ref]]


def ods_rows(odf):
    """Give the cells of each sheet of the ODS as (value, style), read from its XML."""
    body = ElementTree.fromstring(odf["content.xml"]).find("office:body/office:spreadsheet", ODF)
    found = {}
    for table in body.findall("table:table", ODF):
        rows = table.iter(ATTRIBUTE["table"] + "table-row")
        found[table.get(ATTRIBUTE["table"] + "name")] = [[_ods_value(cell) for cell in row] for row in rows]
    return found


def _ods_value(cell):
    number = cell.get(ATTRIBUTE["office"] + "value")
    if number is not None:
        return Decimal(number)
    return "".join(cell.itertext()) or None


# Tables


def test_every_table_is_marked_up_as_one_and_has_a_name_of_its_own(book):
    names = [table_of(sheet).displayName for sheet in data_sheets(book)]
    assert len(set(names)) == len(names) == len(book.sheetnames) - 1
    assert all(re.fullmatch(r"\w+", name) and not name.isdigit() for name in names)


def test_every_table_of_the_ods_is_marked_up_as_one_with_its_row_of_heads(odf):
    tree = ElementTree.fromstring(odf["content.xml"])
    ranges = tree.findall(".//table:database-range", ODF)
    tables = tree.findall(".//table:table", ODF)
    assert len(ranges) == len(tables) - 1
    assert all(one.get(ATTRIBUTE["table"] + "contains-header") == "true" for one in ranges)
    assert all(len(one.findall("table:table-header-rows", ODF)) == 1 for one in tables[1:])


def test_nothing_is_merged_or_split(book, odf):
    assert [sheet.title for sheet in book if sheet.merged_cells.ranges] == []
    assert "columns-spanned" not in odf["content.xml"] and "rows-spanned" not in odf["content.xml"]


def test_no_row_or_column_of_a_table_is_blank(book):
    for sheet in data_sheets(book):
        rows = cells_of_table(sheet)
        assert all(any(value is not None for value in row) for row in rows), sheet.title
        assert all(any(row[place] is not None for row in rows) for place in range(len(rows[0]))), sheet.title


def test_a_table_has_one_row_of_heads_no_two_the_same(book):
    for sheet in data_sheets(book):
        heads = cells_of_table(sheet)[0]
        assert table_of(sheet).headerRowCount in (None, 1)
        assert all(isinstance(head, str) and head for head in heads) and len(set(heads)) == len(heads)


def test_texts_wrap_within_their_cells(book):
    for sheet in data_sheets(book):
        for row in sheet[table_of(sheet).ref]:
            for cell in row:
                if isinstance(cell.value, str) and not cell.hyperlink:
                    assert cell.alignment.wrap_text, (sheet.title, cell.coordinate)


def test_no_filters_and_no_frozen_panes(book, odf):
    assert all(table_of(sheet).autoFilter is None for sheet in data_sheets(book))
    assert all(sheet.freeze_panes is None and sheet.auto_filter.ref is None for sheet in book)
    assert (
        'display-filter-buttons="true"' not in odf["content.xml"] and "SplitMode" not in odf["settings.xml"]
    )


def test_only_a_flag_may_be_empty_and_the_sheet_says_what_that_means(book, language):
    explained = {"nl": "Een leeg vak", "fr": "Une cellule vide", "en": "An empty cell"}[language]
    flag = {"nl": "Markering bij: ", "fr": "Marque de\u00a0: ", "en": "Flag of: "}[language]
    for sheet in data_sheets(book):
        heads, *rows = cells_of_table(sheet)
        empty = {head for row in rows for head, value in zip(heads, row, strict=True) if value is None}
        assert all(head.startswith(flag) for head in empty), sheet.title
        above = " ".join(str(sheet.cell(row, 1).value) for row in range(1, min(8, sheet.max_row)))
        assert not empty or explained in above, sheet.title


def test_no_sheet_row_or_column_is_hidden(book, odf):
    assert all(sheet.sheet_state == "visible" for sheet in book)
    for sheet in book:
        assert not any(row.hidden for row in sheet.row_dimensions.values())
        assert not any(column.hidden for column in sheet.column_dimensions.values())
    for word in ('table:display="false"', "visibility", "table:protected"):
        assert word not in odf["content.xml"]


def test_columns_have_a_sensible_width(book):
    for sheet in book:
        widths = [column.width for column in sheet.column_dimensions.values()]
        assert widths and all(10 <= width <= 101 for width in widths), sheet.title


# Notes


def test_marks_are_letters_between_brackets_never_symbols_or_superscript(book, odf):
    for sheet in data_sheets(book):
        for row in cells_of_table(sheet):
            for value in row:
                assert not re.fullmatch(r"[*†‡.\-–—…:¹²³]+", str(value)), (sheet.title, value)
    assert {cell.font.vertAlign for sheet in book for row in sheet.iter_rows() for cell in row} == {None}
    assert "text-position" not in odf["content.xml"]


def test_a_mark_stands_alone_in_its_cell_and_its_meaning_beside_it(book):
    """No cell holds a number with a mark; every mark in the place of a number is explained at its right."""
    seen = set()
    for sheet in book.worksheets[4:]:
        heads, *rows = cells_of_table(sheet)
        for row in rows:
            for place, value in enumerate(row):
                if isinstance(value, str) and "[" in value:
                    assert re.fullmatch(r"\[(o|nb|nvt|x)\]", value)
                    assert row[place + 1] and heads[place + 1].endswith(heads[place])
                    seen.add(value)
    assert seen == {"[o]", "[nb]", "[nvt]", "[x]"}


def test_a_held_figure_keeps_its_number_and_says_so_beside_it(book):
    rows = [row for sheet in book.worksheets[4:] for row in cells_of_table(sheet)]
    (row,) = [row for row in rows if 905 in row]
    assert row[row.index(905) + 1] in (
        "voorlopig het cijfer van de vorige versie",
        "provisoirement le chiffre de la version précédente",
        "for now the figure of the previous version",
    )


def test_what_marks_mean_stands_in_a_table_on_a_sheet_of_notes(book, language):
    notes = {row[0]: row[1:] for row in cells_of_table(book[NAMES[language][2]])[1:]}
    assert {"[o]", "[nb]", "[nvt]", "[x]"} <= notes.keys()
    assert all(all(explanation) for explanation in notes.values())


# Formatting


def test_links_say_where_they_lead_and_lead_there(book, language):
    found = 0
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.hyperlink:
                    target, place = re.fullmatch(r"'(.+)'!([A-Z]+\d+)", cell.hyperlink.location).groups()
                    assert book[target][place].value is not None
                    assert cell.value == target or target in (NAMES[language][1],)
                    found += 1
    assert found == 2 * (len(book.sheetnames) - 2)  # to each sheet and back


def test_the_links_of_the_ods_lead_to_its_sheets(odf):
    tree = ElementTree.fromstring(odf["content.xml"])
    names = {one.get(ATTRIBUTE["table"] + "name") for one in tree.findall(".//table:table", ODF)}
    links = [one.get(ATTRIBUTE["xlink"] + "href") for one in tree.iter(ATTRIBUTE["text"] + "a")]
    assert links and {re.fullmatch(r"#'(.+)'\.A1", link)[1] for link in links} <= names


def test_texts_are_without_serifs_and_of_twelve_points_or_more(book):
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.font.name == "Arial" and cell.font.size >= 12 and not cell.font.italic


def test_every_sheet_has_a_descriptive_title_that_is_tagged_as_a_heading(book, odf):
    titles = [sheet["A1"].value for sheet in book]
    assert len(set(titles)) == len(titles) and all(titles)
    assert {sheet["A1"].style for sheet in book} == {"Heading 1"}
    for first in ElementTree.fromstring(odf["content.xml"]).findall(".//table:table", ODF):
        cell = next(first.iter(ATTRIBUTE["table"] + "table-cell"))
        assert cell.get(ATTRIBUTE["table"] + "style-name") == "Heading_20_1"
    assert 'style:display-name="Heading 1"' in odf["styles.xml"]


def test_the_cover_has_headings_and_says_who_what_and_when(book):
    cover = book.worksheets[0]
    styles = {cell.value: cell.style for (cell,) in cover.iter_rows(max_col=1)}
    assert sum(style == "Heading 2" for style in styles.values()) == 5
    said = " ".join(map(str, styles))
    assert "Coördinatie Voorbeeld" in said and "jaarverslag@voorbeeld.invalid" in said
    assert "VOORBEELD - fictieve gegevens" in said and "2026" in said


@pytest.mark.parametrize(("status", "heads"), [("concept", ["Opmaak"]), ("voorlopig", ["Publicatie"])])
def test_the_cover_of_a_concept_does_not_say_that_it_was_published(status, heads):
    (text,) = texts(("nl",), status=status)
    lines, _ = _cover(text)
    assert [line for line in lines if line in {"Opmaak", "Publicatie"}] == heads


def test_no_headers_footers_boxes_pictures_or_macros(book, parts, odf):
    for sheet in book:
        assert not any(getattr(sheet.oddHeader, side).text for side in ("left", "center", "right"))
        assert not any(getattr(sheet.oddFooter, side).text for side in ("left", "center", "right"))
    assert not [
        name for name in parts if re.search(r"drawing|media|comment|vba|embedding|printerSettings", name)
    ]
    assert not [name for name in odf if re.search(r"Pictures|Basic|Scripts|Object|Thumbnails", name)]
    shown = re.findall(r"<style:(?:header|footer)(?:-left|-first)?(?: [^>]*)?/?>", odf["styles.xml"])
    assert shown and all('style:display="false"' in one for one in shown)


def test_no_fill_and_no_colour_carries_anything(book, odf):
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.fill.patternType is None
                assert cell.font.color is None or cell.font.color.type == "theme"
        assert len(sheet.conditional_formatting) == 0
    assert "background-color" not in odf["content.xml"] and "fo:color" not in odf["content.xml"]
    assert all(table_of(sheet).tableStyleInfo.name is None for sheet in data_sheets(book))


# Structure


def test_sheets_have_names_of_their_own_in_the_order_of_the_guidance(book, language):
    assert tuple(book.sheetnames[:4]) == NAMES[language]
    assert len(set(book.sheetnames)) == len(book.sheetnames)
    assert all(len(name) <= 31 and not re.search(r"[\[\]:*?/\\]", name) for name in book.sheetnames)


def test_no_sheet_is_blank_and_each_begins_in_its_first_cell(book):
    assert all(sheet.max_row > 2 and sheet["A1"].value for sheet in book)


def test_a_sheet_holds_one_table_against_its_left_edge_with_nothing_below_it(book):
    for sheet in data_sheets(book):
        first, last = table_of(sheet).ref.split(":")
        assert first.startswith("A") and last == sheet.cell(sheet.max_row, sheet.max_column).coordinate


def test_column_a_has_no_gap_above_the_table(book):
    for sheet in book:
        column = [sheet.cell(row, 1).value for row in range(1, sheet.max_row + 1)]
        assert None not in column, sheet.title


# Before publishing


def test_the_workbook_says_its_title_its_author_its_language_and_its_day(book, parts, odf, language):
    facts = book.properties
    assert facts.title and facts.subject and facts.creator == "Coördinatie Voorbeeld"
    assert facts.created == datetime(2026, 3, 1, 9)
    tag = {"nl": "nl-BE", "fr": "fr-BE", "en": "en"}[language]
    assert f"<dc:language>{tag}</dc:language>" in parts["docProps/core.xml"]
    assert ElementTree.fromstring(odf["meta.xml"]).find(".//dc:language", ODF).text == tag
    assert f'fo:language="{tag[:2]}"' in odf["styles.xml"]
    assert ElementTree.fromstring(odf["meta.xml"]).find(".//dc:title", ODF).text == facts.title


def test_it_opens_at_the_first_cell_of_the_first_sheet(book):
    assert book.active.title == book.sheetnames[0]
    assert {sheet.sheet_view.selection[0].activeCell for sheet in book} == {"A1"}


# What the guidance takes for granted


def test_no_cell_is_a_formula_whatever_it_begins_with(book, parts, odf):
    assert not [
        name
        for name, text in parts.items()
        if name.startswith("xl/worksheets") and re.search(r"<f[ >/]", text)
    ]
    assert "table:formula" not in odf["content.xml"]
    names = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
    assert "=Bib" in names and 'Huis "Noord", vzw' in names
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)


def test_numbers_are_numbers_written_as_a_reader_of_the_report_sees_them(book):
    shown = {cell.value: cell.number_format for sheet in book for row in sheet.iter_rows() for cell in row}
    assert shown[1405] == "#,##0" and shown[1204.5] == "#,##0.0"


def test_both_workbooks_hold_the_same_cells(book, odf):
    other = ods_rows(odf)
    assert list(other) == book.sheetnames
    for sheet in book:
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        own = [
            trimmed([Decimal(str(value)) if isinstance(value, int | float) else value for value in row])
            for row in rows
        ]
        assert own == [trimmed(row) for row in other[sheet.title]], sheet.title


def trimmed(row):
    while row and row[-1] is None:
        row = row[:-1]
    return row


# Tables that only the workbook has


def test_prisons_stand_by_year_across_an_opening(book):
    heads, *rows = cells_of_table(book.worksheets[4])
    known = {tuple(row[:2]): row[2:] for row in rows}
    assert [key[1] for key in known] == [*("2023", "2024", "2025") * 3]
    assert known["Detentiehuis Zee", "2023"][0] == "[nvt]"  # it did not exist
    assert known["Detentiehuis Zee", "2024"][0] == "[nb]"  # it did, and nobody delivered
    assert known["Gent", "2025"][0] == 1405
    assert len(heads) > 3


def test_each_prison_lists_the_partners_of_which_anything_is_known(book):
    _, *rows = cells_of_table(book.worksheets[5])
    assert [row[:3] for row in rows if row[0] in ("Gent", "Detentiehuis Zee")] == [
        ["Gent", "=Bib", 120],
        ["Gent", 'Huis "Noord", vzw', "[o]"],
    ]
