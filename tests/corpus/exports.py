"""Bad exports made from a seed, of which is known what every line and cell must become."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from random import Random

import openpyxl
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.corpus import cells
from tests.corpus.cells import Way, Writer, Written
from tests.load.hostile import archive, ods, ods_row
from tests.load.old_formats import cells as placed
from tests.load.old_formats import xls, xlsb

STATUS = {"Doorgegaan": "held", "Afgelast": "cancelled", "Niet ingevuld": "not_recorded"}
PRISONS = {"PI Gent": "GEN", "PI Antwerpen": "ANT"}
HERE = {"Aanwezig": "present", "Afwezig": "absent", "Deels": "partial"}
MEASURES = {"Deelnemersuren": "participant_hours", "Kosten": "costs"}  # not counted in wholes
WRONG = ("Misschien", "zie boven", "PI Mars", "Gent/Antwerpen", "doorgegaan?", "1", "aanwezg", "PI Gnt")


@dataclass(frozen=True)
class Column:
    """A column of a partner: its header, what it becomes, how it is written well and badly."""

    header: str
    name: str
    good: Writer
    bad: Writer
    required: bool


@dataclass(frozen=True)
class Partner:
    """A partner's export: which dataset it gives, its columns, and its source as TOML."""

    name: str
    dataset: str
    columns: tuple[Column, ...]
    toml: str
    decimal: str = ","
    order: str = "dmy"
    is_declared: bool = True


@dataclass(frozen=True)
class Made:
    """An export with its truth: cells by line, lines of repetitions, and how many lines are skipped."""

    partner: Partner
    file: str
    content: bytes
    rows: Mapping[int, Mapping[str, Written]]
    duplicates: frozenset[int]
    skipped: int
    wrong_totals: int


def code(chance: Random, way: Way) -> Written:
    raise NotImplementedError  # the key is made by the table: no two lines have the same by chance


def column(header: str, name: str, good: Writer, bad: Writer, *, required: bool = False) -> Column:
    return Column(header, name, good, bad, required)


SESSION = (
    column("Nummer", "session_id", code, code, required=True),
    column("Gevangenis", "prison_code", *cells.words(PRISONS, WRONG), required=True),
    column("Datum", "session_date", cells.day, cells.bad_day, required=True),
    column("Uur", "start_time", cells.clock, cells.bad_clock),
    column("Duur", "duration_hours", cells.hours, cells.bad_hours),
    column("Aantal", "head_count", cells.count, cells.bad_count),
    column("Activiteit", "activity_name", cells.name, cells.formula_error),
    column("Status", "status", *cells.words(STATUS, WRONG), required=True),
)
ATTENDANCE = (
    column("Sessie", "session_id", code, code, required=True),
    column("Persoonsnummer", "person_id", code, code, required=True),
    column("Aanwezig", "status", *cells.words(HERE, WRONG), required=True),
    column("Deel", "share", cells.share, cells.bad_share),
)
COUNT = (
    column("Gevangenis", "prison_code", *cells.words(PRISONS, WRONG), required=True),
    column("Maat", "indicator_code", *cells.words(MEASURES, WRONG), required=True),
    column("Periode", "period_code", cells.period, cells.bad_period, required=True),
    column("Waarde", "value", cells.amount, cells.bad_amount, required=True),
)


def _toml(name: str, dataset: str, columns: Sequence[Column], extra: str) -> str:
    tables = {
        "prison_code": PRISONS,
        "status": STATUS if dataset == "session" else HERE,
        "indicator_code": MEASURES,
    }
    lines = []
    for one in columns:
        listed = tables.get(one.name)
        known = ", ".join(f'"{word}" = "{made}"' for word, made in (listed or {}).items())
        lines.append(
            f'{one.name} = {{ from = "{one.header}", values = {{ {known} }} }}'
            if listed
            else f'{one.name} = "{one.header}"'
        )
    made = {
        "session": 'domain_code = { constant = "onderwijs" }',
        "count": 'domain_code = { constant = "onderwijs" }',
    }
    return "\n".join(
        [f'source = "{name}"\nlabel = "{name}"\norganisation = "VOCVO"\nfiles = ["{name}_*"]\nmax_rejected_share = 1', extra,
         f'[[maps]]\ndataset = "{dataset}"\n[maps.columns]', *lines, made.get(dataset, "")]
    )  # fmt: skip


def partner(
    name: str,
    dataset: str,
    columns: Sequence[Column],
    extra: str,
    *,
    decimal: str = ",",
    order: str = "dmy",
    is_declared: bool = True,
) -> Partner:
    return Partner(
        name, dataset, tuple(columns), _toml(name, dataset, columns, extra), decimal, order, is_declared
    )


PARTNERS = (
    partner("cursus", "session", SESSION, '[dialect]\ndates = "dmy"'),
    partner("lessen", "session", SESSION, "", is_declared=False),
    partner(
        "events", "session", SESSION, 'language = "en"\n[dialect]\ndates = "mdy"', decimal=".", order="mdy"
    ),
    partner("workshop", "session", SESSION, 'language = "en"', decimal=".", order="mdy", is_declared=False),
    partner("deelname", "attendance", ATTENDANCE, ""),
    partner("telling", "count", COUNT, ""),
)
SHAPES = ("csv", "csv", "csv", "tsv", "txt", "xlsx", "xlsx", "xlsm", "ods", "xls", "xlsb", "zip")


def make(number: int) -> Made:
    """Make the export of this number; the same number gives the same one."""
    chance = Random(number)
    one = PARTNERS[number % len(PARTNERS)]
    shape = chance.choice(SHAPES)
    way = Way(one.decimal, one.order, shape in ("xlsx", "xlsm"), 1904 if shape == "xlsm" else 1900)
    order = chance.sample(range(len(one.columns)), len(one.columns))
    table = _Table(chance, one, way, order, number)
    table.fill()
    content, suffix = _written(chance, table, shape, way)
    return Made(
        one,
        f"{one.name}_{number:05}.{suffix}",
        content,
        table.rows,
        frozenset(table.duplicates),
        table.skipped,
        table.wrong_totals,
    )


class _Table:
    """A table that grows line by line, with what each line must become."""

    def __init__(self, chance: Random, one: Partner, way: Way, order: Sequence[int], number: int) -> None:
        self.chance, self.partner, self.way, self.order, self.number = chance, one, way, order, number
        self.extra = chance.choice([(), ("Naam deelnemer",), ("Regio", "Opmerkingen")])
        self.lines: list[list[cells.Native]] = []
        self.rows: dict[int, dict[str, Written]] = {}
        self.duplicates: set[int] = set()
        self.skipped = self.wrong_totals = 0

    def fill(self) -> None:
        chance = self.chance
        for _ in range(chance.choice([0, 0, 1, 3])):
            self.skip(["Overzicht van de partner"] if chance.random() < 0.7 else [""])
        self.lines.append(self.header())
        count, total = chance.randrange(8, 25), Decimal(0)
        for place in range(count):
            row = self.row(place)
            self.rows[len(self.lines) + 1] = row
            self.lines.append(self.laid_out(row))
            total += self.summed(row)
            if chance.random() < 0.05:
                self.again(row)
                total += self.summed(row)
            if chance.random() < 0.04 and place + 1 < count:
                self.skip(["" for _ in self.lines[-1]])
            if chance.random() < 0.02:
                self.skip(self.header())
        if chance.random() < 0.4 and self.sum_place() is not None:
            self.total(total)
        if chance.random() < 0.3:
            self.skip([*[""] * chance.choice([0, 1]), "* voorlopige cijfers van de partner"])

    def header(self) -> list[cells.Native]:
        spelt = self.chance.choice([str, str.upper, str.lower, lambda text: f" {text} "])
        return [spelt(self.partner.columns[place].header) for place in self.order] + list(self.extra)

    def skip(self, line: list[cells.Native]) -> None:
        self.lines.append(line)
        self.skipped += 1

    def row(self, place: int) -> dict[str, Written]:
        row = {one.name: self.cell(one) for one in self.partner.columns if one.good is not code}
        unique = f"{self.number}-{place}"
        match self.partner.dataset:
            case "session":
                row = {"session_id": Written(unique, f"{self.partner.name}:{unique}"), **row}
                if place == 0 and not self.partner.is_declared:
                    row["session_date"] = self.clear_day()
            case "attendance":
                person = self.chance.choice(["12345", "12.345", " 0012345", "12 345"])
                row = {
                    "session_id": Written(unique, f"{self.partner.name}:{unique}"),
                    "person_id": Written(person, "12345"),
                    **row,
                }
            case _ if row["indicator_code"].reason is None:
                row = self.own_period(row, place)
        return row

    def clear_day(self) -> Written:
        return Written("25/03/2025" if self.partner.order == "dmy" else "03/25/2025", date(2025, 3, 25))

    def own_period(self, row: dict[str, Written], place: int) -> dict[str, Written]:
        """Totals have no number: give each line a year of its own, so that none says the same as another."""
        if row["period_code"].reason is None:
            year = 1900 + (self.number * 25 + place) % 8000
            row["period_code"] = Written(f"{year}", f"{year}")
        return row

    def cell(self, one: Column) -> Written:
        drawn = self.chance.random()
        if drawn < 0.86:
            return one.good(self.chance, self.way)
        if drawn < 0.92:
            return cells.absent(self.chance, required=one.required)
        if drawn < 0.94:
            return cells.formula_error(self.chance, self.way)
        made = one.bad(self.chance, self.way)
        is_doubtful = one.good is cells.day and not self.partner.is_declared
        return Written("februari", None, "not_a_date") if is_doubtful else made

    def laid_out(self, row: Mapping[str, Written]) -> list[cells.Native]:
        line = [row[self.partner.columns[place].name].written for place in self.order]
        return line + ["Ans Verzonnen" for _ in self.extra]

    def again(self, row: Mapping[str, Written]) -> None:
        """Repeat a row: the same is a duplicate, other content under the same key a conflict; a bad row is bad again."""
        is_bad = any(cell.reason for cell in row.values())
        line, other = len(self.lines) + 1, dict(row)
        if not is_bad and self.chance.random() < 0.5 and self.partner.dataset != "count":
            name = "status"
            codes = STATUS if self.partner.dataset == "session" else HERE
            word = next(word for word, made in codes.items() if made != row[name].truth)
            other[name] = Written(word, codes[word])
            self.rows[line] = {**other, "session_id": replace(row["session_id"], reason="key_conflict")}
        elif is_bad:
            self.rows[line] = other
        else:
            self.duplicates.add(line)
        self.lines.append(self.laid_out(other))

    def sum_place(self) -> int | None:
        names = [self.partner.columns[place].name for place in self.order]
        return next(
            (names.index(name) for name in ("head_count", "value") if name in names and names.index(name)),
            None,
        )

    def summed(self, row: Mapping[str, Written]) -> Decimal:
        """Give what a row adds to the total that the partner prints: all that reads as a number."""
        cell = row.get("head_count", row.get("value"))
        if cell is None or (cell.truth is None and cell.reason != "out_of_range"):
            return Decimal(0)
        return Decimal(str(cell.written)) if cell.truth is None else Decimal(str(cell.truth))

    def total(self, total: Decimal) -> None:
        place = self.sum_place()
        assert place is not None
        if self.chance.random() < 0.3:
            total += 1
            self.wrong_totals += 1
        line: list[cells.Native] = ["" for _ in self.lines[-1]]
        line[0] = self.chance.choice(["Totaal", "TOTAAL:", "Total", "Algemeen totaal"])
        line[place] = f"{total:f}".replace(".", self.partner.decimal)
        self.skip(line)


def _written(chance: Random, table: _Table, shape: str, way: Way) -> tuple[bytes, str]:
    if shape in ("csv", "tsv", "txt"):
        return _text(chance, table.lines, shape), shape
    if shape == "zip":
        return archive({"lijst.csv": _text(chance, table.lines, "csv")}), "zip"
    if shape in ("xlsx", "xlsm"):
        return _xlsx(table.lines, way), shape
    texts = [[str(value) for value in line] for line in table.lines]
    if shape == "ods":
        return ods("".join(ods_row([_escaped(text) for text in line]) for line in texts)), "ods"
    held = [one for one in placed(texts) if one[2]] or [(0, 0, "x")]
    return (xls if shape == "xls" else xlsb)({"Blad1": held}), shape


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _text(chance: Random, lines: Sequence[Sequence[cells.Native]], shape: str) -> bytes:
    delimiter = "\t" if shape == "tsv" else chance.choice([";", ";", ",", "|", "\t"])
    made = io.StringIO()
    quoting = chance.choice([csv.QUOTE_MINIMAL, csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
    tail = chance.choice([[], [], ["", ""]])
    writer = csv.writer(
        made, delimiter=delimiter, quoting=quoting, lineterminator=chance.choice(["\n", "\r\n"])
    )
    writer.writerows([*line, *tail] for line in lines)
    text = made.getvalue()
    for encoding in chance.sample(["utf-8", "utf-8-sig", "utf-16", "cp1252"], 4):
        try:
            return text.encode(encoding)
        except UnicodeEncodeError:
            continue
    raise AssertionError


def _xlsx(lines: Sequence[Sequence[cells.Native]], way: Way) -> bytes:
    book = openpyxl.Workbook()
    if way.epoch == 1904:
        book.epoch = CALENDAR_MAC_1904
    sheet = book.active
    assert sheet is not None
    for row, line in enumerate(lines, 1):
        for place, value in enumerate(line, 1):
            if value == "":
                continue
            cell = sheet.cell(row, place)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()
