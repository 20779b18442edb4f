"""Write a workbook that a partner fills in: its columns, lists to choose from, checks and explanation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from pipelines.load.feedback import aside, save_same_bytes
from pipelines.load.headers import MEASURES
from pipelines.sources import Column, Contract, Kind
from pipelines.wording import Wording

SHOWN = 202
"""To this line cells are formatted; beyond it a spreadsheet shows what is typed as it likes."""

STEPS = 5
"""So many sentences say how a template is filled in."""

LINES = 2000
"""So many lines of a template are checked as they are filled in."""

HEAD = PatternFill("solid", start_color="E6E1D6")

FORMATS = {Kind.DATE: "DD/MM/YYYY", Kind.TIME: "HH:MM", Kind.CODE: "@", Kind.TEXT: "@", Kind.PERSON: "@",
           Kind.PERIOD: "@", Kind.HOURS: "0.00", Kind.DECIMAL: "General", Kind.INTEGER: "0"}  # fmt: skip
"""How cells are shown; as text where a spreadsheet would make something else of what is typed."""

BOUNDS = {
    Kind.DATE: ("date", "36526", "73050"),  # 2000 to 2099, as days of a spreadsheet
    Kind.TIME: ("time", "0", "0.999988425925926"),
    Kind.INTEGER: ("whole", "0", "100000000"),
    Kind.YEAR: ("whole", "1900", "2100"),
    Kind.DECIMAL: ("decimal", "0", "100000000"),
    Kind.HOURS: ("decimal", "0", "24"),
    Kind.SHARE: ("decimal", "0", "1"),
    Kind.PERIOD: ("textLength", "4", "7"),
    Kind.PERSON: ("textLength", "1", "30"),
    Kind.CODE: ("textLength", "1", "60"),
    Kind.TEXT: ("textLength", "1", "200"),
}
"""What a cell may hold: the kind of check of a spreadsheet, and its bounds."""

Names = Mapping[str, Mapping[str, str]]
"""The names of listed codes, by column: what the partner chooses, and the code that it is."""


@dataclass(frozen=True)
class Asked:
    """A column of a template: of which dataset it is, and what the partner may choose, with the codes."""

    contract: Contract
    column: Column
    header: str
    names: Mapping[str, str]


@dataclass(frozen=True)
class Partner:
    """Whom a template is for; without `organisation` each line says whose it is."""

    label: str
    language: str
    organisation: str | None

    def said(self, key: str) -> str:
        """Give a word of the template in the partner's language."""
        return said("word", key, self.language, key)


@dataclass(frozen=True)
class Template:
    """A workbook for a dataset of a partner, with the datasets that it refers to on the same lines."""

    name: str
    partner: Partner
    contracts: tuple[Contract, ...]
    asked: tuple[Asked, ...]

    def said(self, key: str) -> str:
        """Give a word of the template in the partner's language."""
        return self.partner.said(key)


def template(name: str, partner: Partner, contracts: Sequence[Contract], lists: Names) -> Template:
    """Say what a template asks: all columns but the organisation, where that is known already.

    `contracts` are those of a dataset and, before it, of those that it refers to. `lists` give the names of
    the reference data, by column. The partner's own number of a row is asked only where another dataset
    refers to it: otherwise each line is a row.
    """
    asked: list[Asked] = []
    referred = {column.references for one in contracts for column in one.columns.values()}
    for contract in contracts:
        for column in contract.columns.values():
            is_known = column.name == "organisation_code" and partner.organisation
            is_shared = f"{contract.name}.{column.name}" in referred
            is_twice = any(f"{one.contract.name}.{one.column.name}" == column.references for one in asked)
            is_left_out = (
                column.is_partner_number and not is_shared and (makes_number(contract) or not column.required)
            )
            if not (is_known or is_twice or is_left_out):
                names = _names(column, partner.language, lists)
                asked.append(Asked(contract, column, _header(column, contract, partner, asked), names))
    return Template(name, partner, tuple(contracts), tuple(asked))


def _header(column: Column, contract: Contract, partner: Partner, before: Sequence[Asked]) -> str:
    header = said("label", column.name, partner.language, column.label)
    taken = {one.header for one in before}
    title = said("dataset", contract.name, partner.language, contract.label)
    return f"{header} ({title.lower()})" if header in taken else header


def said(kind: str, key: str, language: str, other: str) -> str:
    """Give a word of a template in a language; `other` where nobody wrote one."""
    words, name = Wording(language), f"sheet.{kind}.{key}"
    return words.say(name) if words.has(name) else other


def makes_number(contract: Contract) -> bool:
    """Tell whether loading can number the rows of a contract by itself."""
    return len(contract.key) == 1 and contract.columns[contract.key[0]].is_partner_number


def _names(column: Column, language: str, lists: Names) -> dict[str, str]:
    codes = column.values or (tuple(MEASURES) if column.name == "indicator_code" else ())
    if codes:
        return {said("code", code, language, code): code for code in codes}
    return dict(lists.get(column.name, {}))


def write_template(made: Template, folder: Path) -> Path:
    """Write the workbook in a folder, whole or not at all; the same template is the same bytes."""
    book = Workbook()
    data = book.active
    assert isinstance(data, Worksheet)
    data.title = made.said("data")
    lists = book.create_sheet(made.said("lists"))
    _fill_lists(lists, made)
    _fill_data(data, made, lists.title)
    _explain(book.create_sheet(made.said("explanation")), made)
    path = folder / f"{made.name}.xlsx"
    with aside(path) as beside:
        save_same_bytes(book, beside)
    return path


def _fill_lists(sheet: Worksheet, made: Template) -> None:
    for place, one in enumerate(_with_lists(made), 1):
        sheet.cell(1, place, one.header).font = Font(bold=True)
        for row, name in enumerate(one.names, 2):
            sheet.cell(row, place, name)
        sheet.column_dimensions[get_column_letter(place)].width = 30


def _with_lists(made: Template) -> list[Asked]:
    return [one for one in made.asked if one.names]


def _fill_data(sheet: Worksheet, made: Template, lists: str) -> None:
    listed = _with_lists(made)
    for place, one in enumerate(made.asked, 1):
        head = sheet.cell(1, place, one.header)
        head.font, head.fill = Font(bold=True), HEAD
        head.alignment = Alignment(wrap_text=True, vertical="top")
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].width = 22
        check = _check(one, lists, listed.index(one) + 1) if one.names else _bounds(one)
        if check is not None:
            _tell(check, one, made)
            sheet.add_data_validation(check)
            check.add(f"{letter}2:{letter}{LINES}")
        for row in range(2, SHOWN):
            sheet.cell(row, place).number_format = FORMATS.get(one.column.kind, "General")
    sheet.freeze_panes = "A2"


def _check(one: Asked, lists: str, place: int) -> DataValidation:
    letter = get_column_letter(place)
    return DataValidation("list", formula1=f"'{lists}'!${letter}$2:${letter}${len(one.names) + 1}")


def _bounds(one: Asked) -> DataValidation | None:
    if one.column.kind not in BOUNDS:
        return None
    kind, low, high = BOUNDS[one.column.kind]
    return DataValidation(kind, operator="between", formula1=low, formula2=high)


def _tell(check: DataValidation, one: Asked, made: Template) -> None:
    """Let a check say what is expected, before and after something else is typed."""
    check.allow_blank = True
    check.errorTitle, check.error = made.said("wrong"), _expected(one, made)
    check.promptTitle, check.prompt = one.header[:32], _expected(one, made)
    check.showErrorMessage = check.showInputMessage = True


def _expected(one: Asked, made: Template) -> str:
    return made.said("choose") if one.names else made.said(one.column.kind)


def _explain(sheet: Worksheet, made: Template) -> None:
    language = made.partner.language
    titles = [said("dataset", one.name, language, one.label) for one in made.contracts]
    sheet.cell(1, 1, f"{made.partner.label}: {' + '.join(titles)}").font = Font(bold=True, size=14)
    for step in range(1, STEPS + 1):
        row = step + 2
        sheet.cell(row, 1, f"{step}. {said('step', str(step), language, '')}").alignment = Alignment(
            wrap_text=True, vertical="top"
        )
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=3)
        sheet.row_dimensions[row].height = 32
    top = STEPS + 4
    for place, key in enumerate(("column", "needed", "what"), 1):
        sheet.cell(top, place, made.said(key)).font = Font(bold=True)
    for row, one in enumerate(made.asked, top + 1):
        sheet.cell(row, 1, one.header)
        sheet.cell(row, 2, made.said("yes" if one.column.required else "no"))
        told = f". {one.column.definition}" if language == "nl" else ""
        cell = sheet.cell(row, 3, _expected(one, made) + told)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    for letter, width in (("A", 32), ("B", 14), ("C", 80)):
        sheet.column_dimensions[letter].width = width
