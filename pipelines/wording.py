"""Turn values into words: the only place where a number, a date, a share, a change or a code becomes text."""

import gettext
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from types import MappingProxyType

from babel.dates import format_date
from babel.lists import format_list
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from pipelines.program import TEMPLATES
from pipelines.tables import Cell, Value, as_printed

LOCALE = TEMPLATES / "locale"
LOCALES = MappingProxyType({"nl": "nl_BE", "fr": "fr_BE", "en": "en_GB"})
TAGS = MappingProxyType({"nl": "nl-BE", "fr": "fr-BE", "en": "en"})
"""The language tag that a document of this language carries."""
SEPARATORS = MappingProxyType({"nl": ",.", "fr": ",\u202f", "en": ".,"})
"""Decimal and thousands sign, as Plotly wants them."""
SMALL = 20  # a percentage of fewer says more about chance than about the offer
LEAST = Decimal("0.05")  # percent; below it a change reads as 0,0 %
RATES = ("percent", "points")
ELIDED = re.compile(r"\bde (?=[aàâeéèêiîoôuûAÀÂEÉÈÊIÎOÔUÛ])")  # of French, before what is filled in
DAY = "day"  # a wait is held against a wait in days: a percentage of a wait is of nothing


@dataclass(frozen=True)
class Texts:
    """All messages of a language, and which plural form a count takes."""

    messages: MappingProxyType[str, tuple[str, ...]]
    plural: Callable[[int], int]


@dataclass(frozen=True)
class Change:
    """How a value moved: `up`, `down`, `same` or `near` (too little to show), and by how much in words."""

    direction: str
    amount: str


@cache
def texts(language: str) -> Texts:
    """Read the messages of a language from its PO files, the report's and the workbench's, in their order."""
    found: dict[str, tuple[str, ...]] = {}
    for path in (LOCALE / f"{language}.po", *sorted(LOCALE.glob(f"*.{language}.po"))):
        with path.open("rb") as file:
            catalog = read_po(file, locale=LOCALES[language], abort_invalid=True)
        for message in catalog:
            if message.id:
                key = message.id if isinstance(message.id, str) else message.id[0]
                forms = message.string
                found[key] = (forms,) if isinstance(forms, str) else tuple(forms or ())
    plural: Callable[[int], int] = gettext.c2py(catalog.plural_expr)
    return Texts(MappingProxyType(found), plural)


@dataclass(frozen=True)
class Wording:
    """The words of one edition: its language, and what a place of the offer is called in it."""

    language: str
    places: tuple[str, str] | None = None  # singular and plural; None: as the language's own file says

    def has(self, key: str) -> bool:
        """Tell whether the language has a text for the key."""
        return key in texts(self.language).messages

    def say(self, key: str, /, **parts: str) -> str:
        """Give the text of a key with its parts filled in; raises KeyError for a key that is not there."""
        return self._filled(texts(self.language).messages[key][0], parts)

    def say_count(self, key: str, count: Value, /, **parts: str) -> str:
        """Give the text of a key in the form that the count asks for, the count itself as `{number}`."""
        known = texts(self.language)
        forms = known.messages[key]
        message = forms[min(known.plural(int(count)), len(forms) - 1)]
        return self._filled(message, {"number": self.number(count), **parts})

    def _filled(self, message: str, parts: Mapping[str, str]) -> str:
        own = texts(self.language).messages
        singular, plural = self.places or (own["place"][0], own["places"][0])
        text = message.format(**{"place": singular, "places": plural, **parts})
        return ELIDED.sub("d’", text) if self.language == "fr" else text

    def number(self, value: Value, decimals: int = 0) -> str:
        """Write a number with its thousands signs, rounded half up: `1.234,5`."""
        rounded = as_printed(value, decimals)
        pattern = "#,##0." + "0" * decimals if decimals else "#,##0"
        text: str = format_decimal(rounded + 0, format=pattern, locale=LOCALES[self.language])
        return text.replace("-", "\u2212")

    def amount(self, value: Value, unit: str, decimals: int = 0) -> str:
        """Write a number as it stands in a table: a percentage with its sign, all else bare."""
        written = self.number(value, decimals)
        return self.say("percent", number=written) if unit == "percent" else written

    def show(self, cell: Cell, unit: str = "", decimals: int = 0) -> str:
        """Write a cell: its number, or its mark between brackets, `[o]`."""
        if cell.value is None:
            return f"[{cell.mark}]"
        return self.amount(cell.value, unit, decimals)

    def spoken(self, cell: Cell, unit: str = "", decimals: int = 0) -> str:
        """Write a cell for a sentence: a mark comes with what it means."""
        if cell.value is None:
            return f"[{cell.mark}] ({self.say(f'mark.{cell.mark}')})"
        return self.amount(cell.value, unit, decimals)

    def unit(self, unit: str, count: Value = 2) -> str:
        """Name a unit for so many of it: `deelname`, `deelnames`; a unit without words is its own name."""
        return self.say_count(f"unit.{unit}", count) if self.has(f"unit.{unit}") else unit

    def day(self, day: date) -> str:
        """Write a date: `31 december 2025`."""
        text: str = format_date(day, "d MMMM y", locale=LOCALES[self.language])
        is_first = self.language == "fr" and day.day == 1
        return text.replace("1 ", "1er ", 1) if is_first else text

    def period(self, code: str) -> str:
        """Write a period by its code: `2025`, `2025 K1`, `maart 2025`, `schooljaar 2024-2025`."""
        year, _, part = code.partition("-")
        if not part:
            return year
        if part.startswith("K"):
            return self.say("period.quarter", year=year, quarter=part[1:])
        if part.startswith("JTD"):
            return self.say("period.to_date", year=year, quarter=part[3:])
        if len(part) == 4:
            return self.say("period.school_year", years=f"{year}-{part}")
        text: str = format_date(date(int(year), int(part), 1), "MMMM y", locale=LOCALES[self.language])
        return text

    def when(self, code: str, *, is_bare: bool = False) -> str:
        """Write when something was, for a sentence: `in 2025`, `in het derde kwartaal` when bare."""
        return self._told("when", code, is_bare=is_bare)

    def period_noun(self, code: str, *, is_bare: bool = False) -> str:
        """Write a period as a noun, for a sentence: `2025`, `het derde kwartaal` when bare."""
        return self._told("noun", code, is_bare=is_bare)

    def before(self, form: str, code: str, now: str, *, is_bare: bool = False) -> str:
        """Write what `now` is held against, as `when` or as a `noun`: `in 2024`, `een jaar eerder`."""
        if is_same_quarter(code, now):
            return self.say(f"{form}.year_earlier")
        return self._told(form, code, is_bare=is_bare)

    def _told(self, form: str, code: str, *, is_bare: bool) -> str:
        year, _, part = code.partition("-")
        if part.startswith("K"):
            kind = "bare" if is_bare else "quarter"
            return self.say(f"{form}.{kind}.{part[1:]}", year=year)
        if part.startswith("JTD"):
            return self.say(f"{form}.to_date.{part[3:]}", year=year)
        if len(part) == 4:
            return self.say(f"{form}.school_year", years=code)
        key = f"{form}.month" if part else f"{form}.year"
        return self.say(key, month=self.period(code), year=year) if self.has(key) else self.period(code)

    def points(self, size: Value, decimals: int = 0) -> str:
        """Write a difference between percentages: `1,6 procentpunt`."""
        return self.say_count("points", size, number=self.number(size, decimals))

    def short_period(self, code: str) -> str:
        """Write a quarter without its year, for an axis that says the year once."""
        return self.say("period.short", quarter=code[-1]) if "-K" in code else code

    def month_span(self, first: date, last: date) -> str:
        """Write the months that a period covers: `Januari tot en met december 2025`."""
        start = format_date(first, "MMMM", locale=LOCALES[self.language])
        end = format_date(last, "MMMM y", locale=LOCALES[self.language])
        return capital(self.say("period.span", first=start, last=end))

    def code(self, dimension: str, code: str | None) -> str:
        """Name a code of a code list, or the total over it; a code without words is its own name."""
        key = f"{dimension}.{code if code is not None else 'total'}"
        return self.say(key) if self.has(key) else str(code if code is not None else self.say("total"))

    def known_codes(self, dimension: str) -> tuple[str, ...]:
        """Give the codes of a code list in the order in which readers expect them."""
        start = f"{dimension}."
        found = (key.removeprefix(start) for key in texts(self.language).messages if key.startswith(start))
        return tuple(code for code in found if code != "total")

    def listed(self, items: Sequence[str]) -> str:
        """Join words as a sentence does: `a, b en c`."""
        return str(format_list(list(items), locale=LOCALES[self.language]))

    def share(self, part: Value, whole: Value) -> str:
        """Write a part of a whole as a percentage with one decimal."""
        return self.amount(Decimal(part) * 100 / Decimal(whole), "percent", 1)

    def change(self, now: Value, before: Value, *, unit: str, decimals: int = 0, places: int = 1) -> Change:
        """Word the change between two values; only words are rounded: what rounds to nothing is `near`."""
        difference = Decimal(now) - Decimal(before)
        direction = "same" if difference == 0 else "up" if difference > 0 else "down"
        if unit in (*RATES, DAY) or before < SMALL:
            direction = self._seen(direction, abs(difference), decimals)
        elif 0 < abs(difference) * 100 / Decimal(before) < LEAST:
            return Change("near", "")
        return Change(direction, self.distance(now, before, unit=unit, decimals=decimals, places=places))

    def distance(self, now: Value, before: Value, *, unit: str, decimals: int = 0, places: int = 1) -> str:
        """Write how far values lie apart: rates in points, days in days, small counts bare, else percent."""
        size = abs(Decimal(now) - Decimal(before))
        if unit in RATES:
            return self.points(size, decimals)
        if unit == DAY:
            return f"{self.number(size, decimals)}\u00a0{self.unit(unit, as_printed(size, decimals))}"
        if before < SMALL:
            return self.number(size, decimals)
        percent = size * 100 / Decimal(before)
        return self.say("percent", number=self.number(percent, places if percent < 100 else 0))

    def _seen(self, direction: str, size: Decimal, decimals: int) -> str:
        """Tell a change that rounds to nothing from none."""
        is_seen = as_printed(size, decimals) > 0
        return direction if is_seen or direction == "same" else "near"

    def signed(self, change: Change) -> str:
        """Write a change with its sign: `+4,2 %`, `−3`, `=`."""
        sign = {"up": "+", "down": "\u2212", "same": "=", "near": "\u2248"}[change.direction]
        return sign if sign in "=\u2248" else sign + change.amount

    def rank(self, place: int) -> str:
        """Write a place in an order in words as far as ten, then in figures."""
        key = f"rank.{place}"
        return self.say(key) if self.has(key) else self.say("rank.other", number=str(place))


def is_same_quarter(code: str, now: str) -> bool:
    """Tell whether two codes are the same quarter, or quarters, of a year and the next."""
    return "-" in code and code[4:] == now[4:] and int(code[:4]) + 1 == int(now[:4])


def capital(text: str) -> str:
    """Begin a text with a capital, the rest as it is."""
    return text[:1].upper() + text[1:]


def lowered(text: str) -> str:
    """Begin a text without a capital, the rest as it is: for a name within a sentence."""
    return text[:1].lower() + text[1:]
