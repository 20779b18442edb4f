"""A number on a page that no table of the edition holds is told: it was published past what is audited."""

import pytest
from hand import edition

from pipelines.audit import read_editions, strays_of
from pipelines.audit.reading.accounts import numbers_in
from pipelines.wording import LOCALES, Wording

TABLES = """
    prison_code period_code attendances group_size
    GEN         2025        1312        6.75
    MEC         2025        [o]         [o]
"""
PAGE = """<html><head><title>2025</title></head><body><p>In 2025 waren er 1.312 deelnames, {sentence}.</p>
<table><caption>Deelnames, 2025</caption>
<tr><th>Plaats</th><th>Deelnames</th><th>Groep</th></tr>
<tr><th>Gent</th><td>1.312</td><td>6,8</td><td></td></tr>
<tr><th>Mechelen</th><td>{mechelen}</td><td>[o]</td><td></td></tr>
</table></body></html>"""


def found(tmp_path, mechelen="[o]", sentence="in Gent"):
    folder = edition(tmp_path, attendances_by_domain=TABLES)
    page = folder / "overzicht" / "2025" / "1" / "report.html"
    page.write_text(PAGE.format(mechelen=mechelen, sentence=sentence), encoding="utf-8")
    (read,) = read_editions([folder])
    return [(stray.where.partition(", ")[2], stray.text) for stray in strays_of(read)]


def test_a_page_that_shows_what_the_tables_hold_is_silent(tmp_path):
    assert found(tmp_path) == []


def test_a_number_in_the_place_of_a_mark_is_told(tmp_path):
    assert found(tmp_path, mechelen="81") == [("'Deelnames, 2025', rij 'Mechelen', kolom 1", "81")]


def test_a_number_in_a_sentence_is_told(tmp_path):
    """Dates and years are none."""
    ((_, text),) = found(tmp_path, sentence="81 ervan in Mechelen op 3 maart 2025")
    assert text.startswith("In 2025 waren er 1.312 deelnames, 81 ervan")


def test_numbers_of_an_english_page_have_their_signs_the_other_way_round(tmp_path):
    folder = edition(tmp_path, attendances_by_domain=TABLES)
    page = folder / "overzicht" / "2025" / "1" / "report.en.html"
    text = '<html lang="en"><body><p>There were 1,312 attendances, {size} in a session.</p></body></html>'
    (read,) = read_editions([folder])
    for size, told in (("6.8", []), ("7.9", ["There were 1.312 attendances, 7,9 in a session."])):
        page.write_text(text.format(size=size), encoding="utf-8")
        assert [stray.text for stray in strays_of(read)] == told


@pytest.mark.parametrize("language", LOCALES)
@pytest.mark.parametrize("method", ["suppress", "round5"])
def test_the_rule_of_an_edition_is_no_figure(language, method):
    """A prison where the number of participants is hidden must be able to say that 1 to 4 persons are not shown."""
    words = Wording(language)
    numbers = {"threshold": "5", "most": "4", "base": "5", "below": "4", "share": "[o]", "other": "[o]"}
    zeros = words.say("disclosure.zeros.public")
    assert [*numbers_in(words.say(f"disclosure.{method}", zeros=zeros, **numbers))] == []


def test_what_the_next_sentence_speaks_of_says_nothing_of_a_number():
    """Two notes on what is divided by what: the sessions of the first are not the persons of the second."""
    text = "Noemer: geplande sessies (2026 K1: 575). Noemer: personen die verbleven (2026 K1: 109)."
    assert [(said.text, said.words) for said in numbers_in(text)] == [("575", "K"), ("109", "K")]
    assert [said.words for said in numbers_in("Gent. 12 personen namen deel. Uren: 3")] == [
        "personen namen deel",
        "Uren",
    ]
