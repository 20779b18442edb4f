"""How partners write values, and why a value is refused."""

from collections.abc import Iterator
from datetime import date, time
from decimal import Decimal

import pytest

from pipelines.database import Database, open_database, rows
from pipelines.load.casts import CellFormats, prepare_values, reading
from pipelines.load.reasons import reason_text
from pipelines.sources import Column, Kind, Origin


@pytest.fixture(scope="module")
def db() -> Iterator[Database]:
    """A database that knows how partners write values; reading changes nothing in it."""
    database = open_database()
    prepare_values(database)
    yield database
    database.close()


def read(
    db: Database,
    kind: Kind,
    text: str | None,
    *,
    origin: Origin | None = None,
    decimal: str = ",",
    dates: str = "dmy",
    required: bool = True,
    values: tuple[str, ...] = (),
    codes: tuple[str, ...] | None = None,
    minimum: Decimal | None = None,
    maximum: Decimal | None = None,
) -> tuple[object, object]:
    """Read one cell: its value and the reason why not."""
    column = Column("x", kind, required, "X", "X", None, values, minimum, maximum)
    item = reading(column, origin or Origin(headers=("X",)), "$1", CellFormats("s", decimal, dates), codes)
    ((value, reason),) = rows(
        db,
        f'select "x", {item.reason} from '
        f'(select *, {item.value} as "x" from (select {item.text} as "x.text"))',
        [text],
    )
    assert reason is None or reason_text(str(reason), "nl")
    return value, reason


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2025-01-01/2025-03-31", "2025-K1"),
        ("2025-01/2025-03", "2025-K1"),
        ("2025-04/2025-04", "2025-04"),
        ("2025-01-01/P3M", "2025-K1"),
        ("2025-10/P1M", "2025-10"),
        ("2025/P1Y", "2025"),
        ("2025-01-01/2025-12-31", "2025"),
        ("2024-02-01 - 2024-02-29", "2024-02"),
        ("01/07/2025 - 31/07/2025", "2025-07"),
        ("van 1/1/2025 tot 31/12/2025", "2025"),
        ("du 01/04/2025 au 30/06/2025", "2025-K2"),
        ("1.10.2025 t/m 31.12.2025", "2025-K4"),
    ],
)
def test_an_interval_that_is_exactly_a_period_is_that_period(db: Database, text: str, value: str) -> None:
    assert read(db, Kind.PERIOD, text) == (value, None)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2025-01-01/2025-03-30", "not_a_period"),
        ("2025-02-01/2025-04-30", "not_a_period"),
        ("2025-13/2025-14", "not_a_period"),
        ("2025-01-01/P2M", "not_a_period"),
        ("1/1/2025 - 1/3/2025", "not_a_period"),
        ("2024-2025", "not_a_period"),
        ("2025-W07", "week_as_period"),
        ("week 7 2025", "week_as_period"),
    ],
)
def test_what_is_no_whole_period_is_refused(db: Database, text: str, reason: str) -> None:
    assert read(db, Kind.PERIOD, text) == (None, reason)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("maart 2025", "2025-K1"),
        ("2025-12", "2025-K4"),
        ("2025-K2", "2025-K2"),
        ("2025", "2025"),
        ("x", None),
    ],
)
def test_a_month_can_stand_for_its_quarter(db: Database, text: str, value: str | None) -> None:
    origin = Origin(headers=("X",), part="quarter")
    assert read(db, Kind.PERIOD, text, origin=origin)[0] == value


@pytest.mark.parametrize("text", ["Ge\u0301nt", "G\u00e9nt", "G\u00e9\u00adnt", "G\u00e9nt\u200b\ufeff"])
def test_accents_and_signs_without_width_make_no_other_word(db: Database, text: str) -> None:
    origin = Origin(headers=("X",), values={"G\u00e9nt": "GEN"})
    assert read(db, Kind.CODE, text, origin=origin) == ("GEN", None)


NBSP, NARROW = "\u00a0", "\u202f"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("03/02/2025", date(2025, 2, 3)),
        ("3-2-25", date(2025, 2, 3)),
        ("3.2.2025", date(2025, 2, 3)),
        ("2025-02-03", date(2025, 2, 3)),
        ("2025/2/3", date(2025, 2, 3)),
        ("2025-02-03T14:30:00Z", date(2025, 2, 3)),
        ("03/02/2025 14:30", date(2025, 2, 3)),
        ("20250203", date(2025, 2, 3)),
        ("45691", date(2025, 2, 3)),
        (f"{NBSP}03/02/2025 ", date(2025, 2, 3)),
        ("29/02/2024", date(2024, 2, 29)),
        ("2025-02-02T23:30:00Z", date(2025, 2, 3)),
        ("2025-02-03T00:30:00+01:00", date(2025, 2, 3)),
        ("2025-02-03T03:30:00+0500", date(2025, 2, 2)),
        ("2/2/2025 2:30:00 PM", date(2025, 2, 2)),
        ("3 februari 2025", date(2025, 2, 3)),
        ("3-feb-25", date(2025, 2, 3)),
        ("maandag 3 februari 2025", date(2025, 2, 3)),
        ("lundi 3 février 2025", date(2025, 2, 3)),
        ("1er mars 2025", date(2025, 3, 1)),
        ("3 Juillet 2025", date(2025, 7, 3)),
        ("3 juin 2025", date(2025, 6, 3)),
        ("3 mrt. 2025", date(2025, 3, 3)),
        ("15-AUG-2025", date(2025, 8, 15)),
        ("February 3, 2025", date(2025, 2, 3)),
        ("Mon, May 5th, 2025", date(2025, 5, 5)),
    ],
)
def test_dates_are_read(db: Database, text: str, value: date) -> None:
    assert read(db, Kind.DATE, text) == (value, None)


@pytest.mark.parametrize(
    "text",
    [
        "31/02/2025",
        "13/13/2025",
        "02/14/2025",
        "29/02/2025",
        "februari",
        "3/2",
        "2025",
        "0/1/2025",
        "31 februari 2025",
        "3 marge 2025",
        "3 feb",
        "2025-02-30T10:00:00Z",
        "juni 2025",
    ],
)
def test_what_is_no_date_is_refused(db: Database, text: str) -> None:
    assert read(db, Kind.DATE, text) == (None, "not_a_date")


def test_month_first_is_read_as_the_source_says(db: Database) -> None:
    assert read(db, Kind.DATE, "02/14/2025", dates="mdy") == (date(2025, 2, 14), None)


@pytest.mark.parametrize(
    "text",
    [
        "14:30",
        "14u30",
        "14.30",
        "14h30",
        "14:30:00",
        "14U30",
        "14u30 uur",
        "2:30 PM",
        "2.30 p.m.",
        "03/02/2025 14:30",
        "2025-02-03T14:30:00",
        "2025-02-03T13:30:00Z",
        "2025-07-03T14:30:00+02:00",
        "2/3/2025 2:30:00 PM",
    ],
)
def test_times_are_read(db: Database, text: str) -> None:
    assert read(db, Kind.TIME, text) == (time(14, 30), None)


@pytest.mark.parametrize("text", ["25:00", "14:75", "half drie", "14:3", "13:00 pm", "0:30 am", "03/02/2025"])
def test_what_is_no_time_is_refused(db: Database, text: str) -> None:
    assert read(db, Kind.TIME, text) == (None, "not_a_time")


@pytest.mark.parametrize(
    "text", ["1,5", "1u30", "1:30", "01:30:00", "90 min", "90'", "1,5 uur", "1h30", "1 u 30"]
)
def test_durations_are_read_in_hours(db: Database, text: str) -> None:
    assert read(db, Kind.HOURS, text) == (Decimal("1.5"), None)


def test_a_number_of_minutes_becomes_hours_where_the_source_says_so(db: Database) -> None:
    minutes = Origin(headers=("X",), unit="minutes")
    assert read(db, Kind.HOURS, "90", origin=minutes) == (Decimal("1.5"), None)
    assert read(db, Kind.HOURS, "1u30", origin=minutes) == (Decimal("1.5"), None)


@pytest.mark.parametrize("text", ["anderhalf", "1u90", "ca. 2", "1.5"])
def test_what_is_no_duration_is_refused(db: Database, text: str) -> None:
    assert read(db, Kind.HOURS, text) == (None, "not_a_duration")


@pytest.mark.parametrize(
    ("text", "decimal", "value"),
    [
        ("1.234,5", ",", "1234.5"),
        ("1 234,5", ",", "1234.5"),
        (f"1{NBSP}234,5", ",", "1234.5"),
        (f"1{NARROW}234,5", ",", "1234.5"),
        ("1.234", ",", "1234"),
        ("-3,25", ",", "-3.25"),
        ("1,234.5", ".", "1234.5"),
        ("1.234", ".", "1.234"),
        ("12", ",", "12"),
        ("007", ",", "7"),
    ],
)
def test_numbers_are_read_with_the_decimal_mark_of_the_file(
    db: Database, text: str, decimal: str, value: str
) -> None:
    assert read(db, Kind.DECIMAL, text, decimal=decimal) == (Decimal(value), None)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1.5", "not_a_number"),
        ("1.23.456", "not_a_number"),
        ("1,2,3", "not_a_number"),
        ("1e5", "not_a_number"),
        ("12 %", "not_a_number"),
        ("twaalf", "not_a_number"),
        ("ca. 12", "approximate"),
        ("± 12", "approximate"),
        ("10-15", "range"),
        ("<5", "range"),
        (">= 10", "range"),
        ("#N/B", "formula_error"),
        ("#VERW!", "formula_error"),
        ("#DEEL/0!", "formula_error"),
        ("#####", "formula_error"),
    ],
)
def test_what_is_no_number_is_refused_with_its_reason(db: Database, text: str, reason: str) -> None:
    assert read(db, Kind.DECIMAL, text) == (None, reason)


def test_a_whole_number_may_be_written_with_empty_decimals(db: Database) -> None:
    assert read(db, Kind.INTEGER, "12,0") == (12, None)
    assert read(db, Kind.INTEGER, "12,5") == (None, "not_whole")


@pytest.mark.parametrize(("text", "value"), [("0,5", "0.5"), ("50 %", "0.5"), ("50%", "0.5"), ("1", "1")])
def test_shares_are_read(db: Database, text: str, value: str) -> None:
    assert read(db, Kind.SHARE, text) == (Decimal(value), None)


def test_a_value_outside_its_limits_is_refused(db: Database) -> None:
    assert read(db, Kind.SHARE, "50", maximum=Decimal(1))[1] == "out_of_range"
    assert read(db, Kind.INTEGER, "-1", minimum=Decimal(0))[1] == "out_of_range"


@pytest.mark.parametrize("text", [None, "", "  ", NBSP, "-", "?", "nvt", "n.v.t.", "NaN"])
def test_nothing_is_missing_only_where_something_is_required(db: Database, text: str | None) -> None:
    for kind in (Kind.INTEGER, Kind.DATE, Kind.TEXT, Kind.CODE, Kind.HOURS, Kind.PERIOD):
        assert read(db, kind, text) == (None, "missing")
        assert read(db, kind, text, required=False) == (None, None)


def test_a_formula_error_is_refused_also_where_nothing_is_required(db: Database) -> None:
    assert read(db, Kind.TEXT, "#N/B", required=False)[1] == "formula_error"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2025", "2025"),
        ("2025-K1", "2025-K1"),
        ("2025-Q1", "2025-K1"),
        ("2025 T1", "2025-K1"),
        ("K1 2025", "2025-K1"),
        ("1e kwartaal 2025", "2025-K1"),
        ("2025-1e kwartaal", "2025-K1"),
        ("1er trimestre 2025", "2025-K1"),
        ("2025-03", "2025-03"),
        ("3/2025", "2025-03"),
        ("januari 2025", "2025-01"),
        ("jan-25", "2025-01"),
        ("2025-MAART", "2025-03"),
        ("2025 août", "2025-08"),
    ],
)
def test_periods_are_read(db: Database, text: str, value: str) -> None:
    assert read(db, Kind.PERIOD, text) == (value, None)


@pytest.mark.parametrize("text", ["2025-13", "2025-K5", "2025-1", "25", "lente 2025"])
def test_what_is_no_period_is_refused(db: Database, text: str) -> None:
    assert read(db, Kind.PERIOD, text) == (None, "not_a_period")


def test_a_birth_date_gives_only_its_year(db: Database) -> None:
    year = Origin(headers=("X",), part="year")
    assert read(db, Kind.YEAR, "17/05/1985", origin=year) == (1985, None)
    assert read(db, Kind.YEAR, "1985", origin=year) == (1985, None)
    assert read(db, Kind.YEAR, "17/05/85", origin=year) == (None, "not_a_year")


@pytest.mark.parametrize(
    ("text", "value"), [("Ja", True), ("x", True), ("1", True), ("NEE", False), ("0", False)]
)
def test_yes_and_no_are_read(db: Database, text: str, value: bool) -> None:
    assert read(db, Kind.BOOLEAN, text) == (value, None)


def test_words_are_read_as_the_source_maps_them_whatever_their_case(db: Database) -> None:
    origin = Origin(headers=("X",), values={"Wel  aanwezig": "present", "-": "absent"})
    values = ("present", "absent")
    assert read(db, Kind.ENUM, "wel AANWEZIG", origin=origin, values=values) == ("present", None)
    assert read(db, Kind.ENUM, "-", origin=origin, values=values) == ("absent", None)
    assert read(db, Kind.ENUM, "wel aanwezg", origin=origin, values=values) == (None, "unknown_value")
    assert read(db, Kind.ENUM, "present", origin=origin, values=values) == (None, "unknown_value")


def test_a_code_that_the_reference_does_not_list_is_refused(db: Database) -> None:
    assert read(db, Kind.CODE, "GEN", codes=("GEN",)) == ("GEN", None)
    assert read(db, Kind.CODE, "XXX", codes=("GEN",)) == ("XXX", "unknown_code")


@pytest.mark.parametrize(
    ("text", "year"), [("3/2/25", 2025), ("3/2/29", 2029), ("3/2/30", 1930), ("3-2-98", 1998)]
)
def test_a_year_of_two_digits_is_read_as_excel_does(db: Database, text: str, year: int) -> None:
    assert read(db, Kind.DATE, text) == (date(year, 2, 3), None)


@pytest.mark.parametrize(
    "text",
    [
        "85.07.30-033.28",
        "gesprek 85.07.30-033.28 (fictief)",
        "85/07/30 033 28".replace(" 0", "-0"),
        "85073003328",
        "x 00010100105",
    ],
)
def test_a_national_number_in_a_free_text_is_refused(db: Database, text: str) -> None:
    assert read(db, Kind.TEXT, text)[1] == "names_a_person"


@pytest.mark.parametrize(
    "text", ["85073003329", "20250203001", "tel. 0412345678901", "03/02/2025 14:30", "2025.01.02-033.28"]
)
def test_another_number_in_a_free_text_is_kept(db: Database, text: str) -> None:
    assert read(db, Kind.TEXT, text) == (text, None)


def test_a_code_of_eleven_digits_is_a_code_and_one_with_its_signs_is_not(db: Database) -> None:
    assert read(db, Kind.CODE, "85073003328") == ("85073003328", None)
    assert read(db, Kind.CODE, "85.07.30-033.28")[1] == "names_a_person"
    assert read(db, Kind.PERSON, "85.07.30-033.28") == ("85.07.30-033.28", None)  # becomes a pseudonym
