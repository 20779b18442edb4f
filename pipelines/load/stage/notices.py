"""Say in words what stood in a file beside its rows, so that nothing of a delivery is passed by untold."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines.load.headers import holds_national_number

if TYPE_CHECKING:
    from pipelines.load.workbooks import SheetLines, Shown, Unread

LISTED = 20
"""So many lines are named; the rest is counted."""


@dataclass(frozen=True)
class Notice:
    """Something odd about a sheet: a code, a sentence in Dutch, and the lines that it is about."""

    code: str
    sentence: str
    severity: str = "warning"
    rows: int | None = None
    lines: tuple[int, ...] = ()
    line: int | None = None
    text: str | None = None


HIDDEN = {
    "read": "deze rijen zijn in het rekenblad verborgen of weggefilterd en tellen mee; zet [table] hidden = "
    '"skip" in de bron als dat niet mag:',
    "skip": "deze rijen zijn in het rekenblad verborgen of weggefilterd en zijn niet gelezen:",
}
STRUCK = {
    "refuse": "in deze rijen is een cel doorstreept; wat doorstreept is, wordt geweigerd ([table] struck "
    "in de "
    "bron kan het anders zeggen):",
    "skip": "in deze rijen is een cel doorstreept; ze zijn niet gelezen:",
    "read": "in deze rijen is een cel doorstreept; ze tellen mee:",
}


BLIND = (
    "van dit soort rekenblad is niet te zien welke rijen verborgen zijn, wat doorstreept, samengevoegd of in "
    "superscript staat, en of er foutwaarden in staan: zo'n cel kan leeg gelezen zijn. Vraag het als .xlsx"
)


def notices_of_sheet(sheet: "SheetLines", shown: "Shown") -> Iterator[Notice]:
    """Say of a sheet that was read what it shows beside its values."""
    yield from _unread(sheet.unread)
    if shown.hidden:
        yield listed("hidden_rows", HIDDEN[sheet.layout.hidden], shown.hidden)
    if shown.struck:
        yield listed("struck_rows", STRUCK[sheet.layout.struck], shown.struck)
    if shown.filled:
        cells = "1 cel" if shown.filled == 1 else f"{shown.filled} cellen"
        yield Notice("merged_cells_filled", f"{cells} aangevuld uit samengevoegde cellen", "info")
    for word, lines in shown.worded.items():
        what = "verbergt de celopmaak het getal" if word == "∅" else f"toont de celopmaak {word!r} erbij"
        yield listed("format_says_more", f"in deze rijen {what}; gelezen is het getal zelf:", lines)
    if sheet.marks.is_blind:
        yield Notice("marks_not_seen", BLIND)
    yield from edge_of_program(sheet.height)
    places = sheet.header.used if sheet.header else ()
    if hidden := sorted(sheet.marks.hidden_columns.intersection(places)):
        letters = ", ".join(column_letters(place) for place in hidden)
        yield Notice("hidden_columns", f"kolom {letters} is in het rekenblad verborgen en is wel gelezen")


def _unread(sheets: Sequence["Unread"]) -> Iterator[Notice]:
    for one in sheets:
        # a name that could be that of a person is not repeated
        name = "met een rijksregisternummer als naam" if holds_national_number(one.name) else repr(one.name)
        what = f"blad {name} ({one.height} regels) is niet gelezen"
        if one.fits and one.is_hidden:
            yield Notice(
                "sheet_not_read",
                f"{what}, want het is verborgen; het heeft wel alle kolommen. Noem het in [table] sheets "
                "als het meetelt",
            )
        elif one.fits:
            yield Notice(
                "sheet_not_read", f"{what}: het heeft alle kolommen, maar [table] sheets noemt het niet"
            )
        else:
            yield Notice("sheet_not_read", f"{what}: het heeft niet alle kolommen van de bron", "info")


def edge_of_program(lines: int) -> Iterator[Notice]:
    """Say that a table ends exactly where some program can hold no more."""
    if lines in EDGES:
        yield Notice(
            "cut_off",
            f"dit telt precies {lines} regels, en meer kan {EDGES[lines]} niet bevatten: wellicht is de rest "
            "afgesneden. Vraag na of dit alles is",
        )


EDGES = {65_536: "een oud rekenblad (.xls)", 1_048_576: "een rekenblad"}


def listed(code: str, sentence: str, lines: Sequence[int], severity: str = "warning") -> Notice:
    """Give a notice about lines, of which the first are named."""
    return Notice(code, sentence, severity, len(lines), tuple(lines[:LISTED]))


def column_letters(place: int) -> str:
    """Give what a spreadsheet calls a column, from its place from 0."""
    letters, number = "", place + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
