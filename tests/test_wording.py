"""Values become words in one place, in three languages."""

import re
import string
from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from pipelines.tables import Cell, Mark
from pipelines.wording import LOCALE, LOCALES, Change, Wording, capital, texts

NL, FR, EN = Wording("nl"), Wording("fr"), Wording("en")


def parts(message: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(message) if name}


def test_every_key_stands_in_three_languages():
    keys = {language: set(texts(language).messages) for language in LOCALES}
    assert keys["fr"] == keys["nl"]
    assert keys["en"] == keys["nl"]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_translation_has_the_same_parts_as_the_dutch(language):
    own = texts(language).messages
    differ = {
        key: (forms, own[key])
        for key, forms in texts("nl").messages.items()
        if parts(forms[0]) - {"place", "places"} != parts(own[key][0]) - {"place", "places"}
    }
    assert differ == {}


@pytest.mark.parametrize("language", sorted(LOCALES))
def test_no_text_is_empty_and_plurals_are_whole(language):
    for key, forms in texts(language).messages.items():
        assert all(form.strip() for form in forms), key
        assert len(forms) == 2 if key.startswith("unit.") else len(forms) in (1, 2), key


def test_no_translation_is_left_in_dutch():
    """Words that are the same in two languages are few and known."""
    same = {
        key
        for key, forms in texts("nl").messages.items()
        if len(forms[0]) > 24 and forms[0] in (texts("fr").messages[key][0], texts("en").messages[key][0])
    }
    assert same <= {"document.description", "subtitle.key"}


@pytest.mark.parametrize(
    ("words", "written"), [(NL, "1.234,5"), (FR, "1\u202f234,5"), (EN, "1,234.5")], ids=("nl", "fr", "en")
)
def test_numbers_are_written_as_the_language_does(words, written):
    assert words.number(Decimal("1234.5"), 1) == written


def test_half_is_rounded_up_once():
    assert NL.number(Decimal("2.5")) == "3"
    assert NL.number(Decimal("0.25"), 1) == "0,3"
    assert NL.number(Decimal("-2.5")) == "\u22123"
    assert NL.number(Decimal("-0.4")) == "0"


def test_a_percentage_keeps_its_sign_on_the_line():
    assert NL.amount(Decimal("12.5"), "percent", 1) == "12,5\u00a0%"
    assert EN.amount(Decimal("12.5"), "percent", 1) == "12.5%"


def test_a_mark_is_never_a_number():
    assert NL.show(Cell(mark=Mark.SUPPRESSED)) == "[o]"
    assert NL.spoken(Cell(mark=Mark.NOT_AVAILABLE)) == "[nb] (niet beschikbaar)"
    assert NL.show(Cell(value=0)) == "0"


def test_dates_and_periods_read_as_in_a_letter():
    assert NL.day(date(2025, 12, 31)) == "31 december 2025"
    assert FR.day(date(2025, 1, 1)) == "1er janvier 2025"
    assert FR.day(date(2025, 1, 11)) == "11 janvier 2025"
    assert [NL.period(code) for code in ("2025", "2025-K1", "2025-03", "2024-2025")] == [
        "2025", "2025 K1", "maart 2025", "schooljaar 2024-2025",
    ]  # fmt: skip
    assert NL.period("2025-JTD2") == "2025 tot en met K2"
    assert [words.period("2025-K3") for words in (FR, EN)] == ["2025 T3", "2025 Q3"]


def test_a_change_goes_where_the_numbers_go():
    assert NL.change(1204, 1072, unit="attendance") == Change("up", "12,3\u00a0%")
    assert NL.change(900, 1000, unit="attendance").direction == "down"
    assert NL.change(7, 7, unit="attendance").direction == "same"


def test_a_change_of_a_rate_is_in_points():
    change = NL.change(Decimal("12.3"), Decimal("14.1"), unit="percent", decimals=1)
    assert (change.direction, change.amount) == ("down", "1,8 procentpunt")


def test_a_change_of_a_small_count_is_not_a_percentage():
    assert NL.change(6, 3, unit="person").amount == "3"
    assert NL.change(6, 0, unit="person") == Change("up", "6")


def test_a_change_that_reads_as_nothing_is_nearly_the_same():
    assert NL.change(100_001, 100_000, unit="attendance").direction == "near"


def test_a_change_is_of_unrounded_numbers_and_near_where_it_rounds_to_nothing():
    assert NL.change(Decimal("641.2"), Decimal("598.49"), unit="person").amount == "7,1\u00a0%"
    assert NL.change(Decimal("8.04"), Decimal("8.02"), unit="attendance", decimals=1).direction == "near"


def test_signs_of_changes():
    assert NL.signed(Change("up", "4,2\u00a0%")) == "+4,2\u00a0%"
    assert NL.signed(Change("down", "3")) == "\u22123"
    assert NL.signed(Change("same", "0")) == "="
    assert NL.signed(Change("near", "")) == "\u2248"


def test_units_agree_with_their_count():
    assert [NL.unit("session", count) for count in (0, 1, 2)] == ["sessies", "sessie", "sessies"]
    assert [FR.unit("session", count) for count in (0, 1, 2)] == ["séance", "séance", "séances"]
    assert NL.unit("furlong") == "furlong"


def test_a_workspace_has_its_own_word_for_a_place():
    library = Wording("nl", ("bibliotheek", "bibliotheken"))
    assert library.say("prison_code.total") == "Alle bibliotheken"
    assert NL.say("prison_code.total") == "Alle gevangenissen"


def test_codes_have_names_an_order_and_a_total():
    assert NL.code("cancellation_reason", "strike") == "staking"
    assert NL.code("cancellation_reason", None) == "alle redenen"
    assert NL.code("region", "OVL") == "OVL"
    assert NL.code("region", None) == "totaal"
    assert NL.known_codes("age_band")[:4] == ("18-24", "25-34", "35-49", "50+")


def test_places_in_an_order():
    assert [NL.rank(place) for place in (1, 10, 12)] == ["eerste", "tiende", "12e"]


def test_words_in_a_row_and_capitals():
    assert NL.listed(["sport"]) == "sport"
    assert FR.listed(["a", "b", "c"]) == "a, b et c"
    assert capital("één op de drie") == "Één op de drie"


def test_shares_have_one_decimal():
    assert NL.share(1, 3) == "33,3\u00a0%"


def test_the_months_of_a_year():
    assert NL.month_span(date(2025, 1, 1), date(2025, 12, 1)) == "Januari tot en met december 2025"


def test_high_punctuation_in_french_does_not_begin_a_line():
    loose = [
        key
        for key, forms in texts("fr").messages.items()
        if any(re.search(r" [:;!?%»]", form) for form in forms)
    ]
    assert loose == []


@pytest.mark.parametrize("path", sorted(LOCALE.glob("*.po")), ids=lambda path: path.name)
def test_no_message_stands_twice_in_a_file(path):
    """The second would be read by nobody."""
    keys = re.findall(r'^msgid "(.+)"$', path.read_text(encoding="utf-8"), re.MULTILINE)
    assert [key for key, count in Counter(keys).items() if count > 1] == []
