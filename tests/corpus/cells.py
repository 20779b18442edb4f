"""Cells as partners write them, each with what it says or why it says nothing: known before it is written."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random

NBSP, NARROW = "\u00a0", "\u202f"
ABSENT = ("", " ", NBSP, "-", "?", "nvt", "n.v.t.", "NaN")
ERRORS = ("#N/B", "#VERW!", "#DEEL/0!", "#NAAM?", "#####")
Native = str | int | float | bool | date | time


@dataclass(frozen=True)
class Written:
    """A cell: what stands in it, and either its true value or the reason for which it must be refused."""

    written: Native
    truth: object = None
    reason: str | None = None


Writer = Callable[[Random, "Way"], Written]


@dataclass(frozen=True)
class Way:
    """How one file writes: decimal mark, order of dates, and whether its cells can be more than text."""

    decimal: str
    order: str
    is_workbook: bool
    epoch: int = 1900


def absent(chance: Random, *, required: bool) -> Written:
    return Written(chance.choice(ABSENT), None, "missing" if required else None)


def day(chance: Random, way: Way) -> Written:
    real = date(2025, 1, 1) + timedelta(chance.randrange(365))
    one, two = (real.day, real.month) if way.order == "dmy" else (real.month, real.day)
    texts: list[Native] = [
        f"{one:02}/{two:02}/{real.year}",
        f"{one}/{two}/{real.year}",
        f"{one}-{two}-{real:%y}",
        f"{one:02}.{two:02}.{real.year}",
        real.isoformat(),
        f"{real:%Y/%m/%d}",
        f"{real:%Y%m%d}",
        f"{real.isoformat()} 00:00:00",
        f"{real.isoformat()}T09:30:00Z",
        f" {one:02}/{two:02}/{real.year}{NBSP}",
    ]
    start = date(1899, 12, 30) if way.epoch == 1900 else date(1904, 1, 1)
    if way.is_workbook:
        texts += [real, datetime(real.year, real.month, real.day), (real - start).days]
    else:
        texts.append(str((real - start).days))
    return Written(chance.choice(texts), real)


BAD_DAYS = ("31/02/2025", "32/01/2025", "29-02-2025", "2025-13-01", "2025-02-30", "februari", "3 marge 2025", "03/2025",
            "00/00/0000", "0", "2025", "1/1", "20251301", "03//02/2025", "03/02/25 of 04/02/25", "99999", "12u30")  # fmt: skip


def bad_day(chance: Random, way: Way) -> Written:
    return Written(chance.choice(BAD_DAYS), None, "not_a_date")


def number_text(chance: Random, number: Decimal, way: Way) -> str:
    """Write a number with or without signs between thousands."""
    plain = f"{number:f}"
    whole, _, rest = plain.partition(".")
    mark = "." if way.decimal == "," else ","
    groups = f"{int(whole):,}".replace(",", chance.choice([mark, " ", NBSP, NARROW]))
    return chance.choice([whole, groups]) + (way.decimal + rest if rest else "")


def count(chance: Random, way: Way) -> Written:
    number = chance.choice([0, 1, 7, 12, 99, 310, 1012, 12_345])
    texts: list[Native] = [
        number_text(chance, Decimal(number), way),
        f"{number}{way.decimal}0",
        f" {number} ",
        f"0{number}",
    ]
    if way.is_workbook:
        texts += [number, float(number)]
    return Written(chance.choice(texts), number)


def bad_count(chance: Random, way: Way) -> Written:
    half = f"8{way.decimal}5"
    listed = [
        ("ca. 12", "approximate"), ("circa 9", "approximate"), ("± 12", "approximate"), ("~8", "approximate"),
        ("10-15", "range"), ("10 - 15", "range"), ("<5", "range"), ("> 10", "range"), ("≥3", "range"),
        ("acht", "not_a_number"), ("12 personen", "not_a_number"), ("l2", "not_a_number"), ("1O", "not_a_number"),
        ("8 + 2", "not_a_number"), ("1e3", "not_a_number"), ("½", "not_a_number"), ("٣", "not_a_number"),
        ("=A1", "not_a_number"), ("8%", "not_a_number"), ("1.23.4", "not_a_number"), ("1,2,3", "not_a_number"),
        (half, "not_whole"), ("-3", "out_of_range"), (f"1{way.decimal}012", "not_whole"), ("8?", "not_a_number"),
    ]  # fmt: skip
    return Written(*_refused(chance.choice(listed)))


def _refused(pair: tuple[str, str]) -> tuple[str, None, str]:
    return pair[0], None, pair[1]


def hours(chance: Random, way: Way) -> Written:
    minutes = chance.choice([15, 30, 45, 60, 90, 120, 150, 210])
    whole, rest = divmod(minutes, 60)
    truth = Decimal(minutes) / 60
    texts: list[Native] = [
        f"{truth.normalize():f}".replace(".", way.decimal), f"{whole}u{rest:02}", f"{whole}:{rest:02}", f"0{whole}:{rest:02}:00",
        f"{whole}h{rest:02}", f"{minutes} min", f"{minutes} minuten", f"{minutes}'", f"{whole} u {rest:02}",
        f"{truth.normalize():f} uur".replace(".", way.decimal),
    ]  # fmt: skip
    if way.is_workbook:
        texts += [float(truth), time(whole, rest)]
    return Written(chance.choice(texts), truth)


BAD_HOURS = (("anderhalf", "not_a_duration"), ("1u75", "not_a_duration"), ("ca. 2 uur", "not_a_duration"),
             ("1-2 uur", "not_a_duration"), ("2u-4u", "not_a_duration"), ("25", "out_of_range"), ("-1", "out_of_range"),
             ("1500 min", "out_of_range"), ("<1", "not_a_duration"), ("voormiddag", "not_a_duration"))  # fmt: skip


def bad_hours(chance: Random, way: Way) -> Written:
    return Written(*_refused(chance.choice(BAD_HOURS)))


def clock(chance: Random, way: Way) -> Written:
    real = time(chance.randrange(7, 22), chance.choice([0, 15, 30, 45]))
    texts: list[Native] = [
        f"{real:%H:%M}", f"{real:%H}u{real:%M}", f"{real:%H}.{real:%M}", f"{real:%H}h{real:%M}", f"{real:%H:%M:%S}",
        f"{real.hour} u {real:%M}", f"{real:%H:%M} uur",
    ]  # fmt: skip
    if real.minute == 0:
        texts += [f"{real.hour}u", f"{real.hour} uur"]
    if way.is_workbook:
        texts.append(real)
    return Written(chance.choice(texts), real)


def bad_clock(chance: Random, way: Way) -> Written:
    listed = ("25:00", "14:75", "half drie", "14:3", "13:30 PM", "14u-16u", "'s avonds", "14;30x", "24:30")
    return Written(chance.choice(listed), None, "not_a_time")


def share(chance: Random, way: Way) -> Written:
    percent = chance.choice([0, 10, 25, 50, 75, 100])
    truth = Decimal(percent) / 100
    texts: list[Native] = [
        f"{percent}%",
        f"{percent} %",
        f"{truth:f}".replace(".", way.decimal),
        f"{percent}{way.decimal}0%",
    ]
    if way.is_workbook:
        texts.append(float(truth))
    return Written(chance.choice(texts), truth)


def bad_share(chance: Random, way: Way) -> Written:
    listed = [("50", "out_of_range"), ("150%", "out_of_range"), ("-10%", "out_of_range"), ("half", "not_a_number"),
              ("1/2", "not_a_number"), ("ca. 50", "approximate"), ("40-50", "range"), ("%", "not_a_number"),
              (f"0{'.' if way.decimal == ',' else ','}5", "not_a_number")]  # fmt: skip
    return Written(*_refused(chance.choice(listed)))


def amount(chance: Random, way: Way) -> Written:
    number = chance.choice(
        [Decimal(0), Decimal("3.5"), Decimal("17.25"), Decimal(1234), Decimal("1234.5"), Decimal("65623.75")]
    )
    texts: list[Native] = [number_text(chance, number, way)]
    if way.is_workbook:
        texts.append(float(number))
    return Written(chance.choice(texts), number)


def bad_amount(chance: Random, way: Way) -> Written:
    listed = [("ca. 12", "approximate"), ("env. 30", "approximate"), ("10-15", "range"), ("< 5", "range"), ("veel", "not_a_number"),
              ("-1", "out_of_range"), ("12 %", "not_a_number"), ("12 EUR", "not_a_number"), ("1.5.5", "not_a_number")]  # fmt: skip
    return Written(*_refused(chance.choice(listed)))


def period(chance: Random, way: Way) -> Written:
    year, quarter, month = chance.choice([2023, 2024, 2025]), chance.randrange(1, 5), chance.randrange(1, 13)
    listed: list[tuple[Native, str]] = [
        (f"{year}", f"{year}"), (f"{year}-K{quarter}", f"{year}-K{quarter}"), (f"{year}-Q{quarter}", f"{year}-K{quarter}"),
        (f"K{quarter} {year}", f"{year}-K{quarter}"), (f"{quarter}e kwartaal {year}", f"{year}-K{quarter}"),
        (f"{year}-{month:02}", f"{year}-{month:02}"), (f"{month}/{year}", f"{year}-{month:02}"),
    ]  # fmt: skip
    if way.is_workbook:
        listed.append((year, f"{year}"))
    return Written(*chance.choice(listed))


def bad_period(chance: Random, way: Way) -> Written:
    listed = (
        "2025-13",
        "2025-K5",
        "lente 2025",
        "25",
        "K1",
        "2025-1",
        "kwartaal 1",
        "2024/2025 deels",
        "0/2025",
        "13/2025",
    )
    return Written(chance.choice(listed), None, "not_a_period")


def words(known: dict[str, str], wrong: tuple[str, ...]) -> tuple[Writer, Writer]:
    """Give the writers of words that a source maps, and of words that it does not."""

    def good(chance: Random, way: Way) -> Written:
        word, code = chance.choice(sorted(known.items()))
        spelt = [
            word,
            word.upper(),
            word.lower(),
            f" {word}",
            f"{word}{NBSP}",
            word.replace(" ", "  "),
            word.replace(" ", NBSP),
        ]
        return Written(chance.choice(spelt), code)

    def bad(chance: Random, way: Way) -> Written:
        return Written(chance.choice(wrong), None, "unknown_value")

    return good, bad


NAMES = ("Nederlands 1.1", "Créatie & kunst", "Lezen; schrijven", 'Zgn. "praatcafé"', "Koken\nen bakken", "=SOM(A1:A9)", "@home",
         "-30 jaar", "+Plus", "O'Neill", "Totaaltheater", "naïef—œuvre", "a\tb", "7", "1.5", "Ja", "01/02/2025", "x")  # fmt: skip


def name(chance: Random, way: Way) -> Written:
    text = chance.choice(NAMES)
    return Written(text, " ".join(text.split()))


def formula_error(chance: Random, way: Way) -> Written:
    return Written(chance.choice(ERRORS), None, "formula_error")
