"""A number on a page that no table of the edition holds is told: it was published past what is audited."""

from hand import edition

from pipelines.audit import read_editions, stray_numbers

TABLES = """
    prison_code period_code attendances group_size
    GEN         2025        1312        6.75
    MEC         2025        [o]         [o]
"""
PAGE = """<html><head><title>2025</title></head><body><p>In 2025 waren er 99 klachten.</p>
<table><caption>Deelnames, 2025</caption>
<tr><th>Plaats</th><th>Deelnames</th><th>Groep</th></tr>
<tr><th>Gent</th><td>1.312</td><td>6,8</td><td>+12,3 %</td></tr>
<tr><th>Mechelen</th><td>{mechelen}</td><td>[o]</td><td></td></tr>
</table></body></html>"""


def found(tmp_path, mechelen):
    folder = edition(tmp_path, attendances_by_domain=TABLES)
    page = folder / "overzicht" / "2025" / "1" / "report.html"
    page.write_text(PAGE.format(mechelen=mechelen), encoding="utf-8")
    (read,) = read_editions([folder])
    return [(stray.caption, stray.row, stray.text) for stray in stray_numbers(read)]


def test_a_page_that_shows_what_the_tables_hold_is_silent(tmp_path):
    assert found(tmp_path, "[o]") == []


def test_a_number_in_the_place_of_a_mark_is_told(tmp_path):
    assert found(tmp_path, "81") == [("Deelnames, 2025", "Mechelen", "81")]
