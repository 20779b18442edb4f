"""A number on a page that no table of the edition holds is told: it was published past what is audited."""

from hand import edition

from pipelines.audit import read_editions, strays_of

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
