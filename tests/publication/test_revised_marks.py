"""A late correction marks exactly the figures that it changed, in every format, and no others."""

import csv
import re
import shutil

import pytest

from pipelines.verify import verify
from pipelines.verify.books import read_book
from pipelines.verify.pages import read_page
from pipelines.verify.prints import read_print
from tests.publishing import sum_anew

MORE = 3
TOLD = ("held_until_revision", "revised")


@pytest.fixture(scope="module")
def versions(corrected_workspace):
    """The public folders of version 1 and of the concept of version 2."""
    data = corrected_workspace / "data"
    return data / "editions" / "HEN" / "2018" / "1" / "public", data / "concepts" / "HEN" / "2018" / "public"


def printed(public):
    """Read each printed table as (mart, labels, measure) -> text, and which of them the table says are revised."""
    cells, revised = {}, set()
    for path in sorted((public / "tables").glob("*.rfc4180.csv")):
        mart = path.name.removesuffix(".rfc4180.csv")
        header, *rows = csv.reader(path.read_text("utf-8").splitlines())
        count = (
            len(next(csv.reader([(public / "data" / f"{mart}.csv").read_text("utf-8").splitlines()[0]]))) - 4
        )
        for row in rows:
            named = dict(zip(header, row, strict=True))
            labels = tuple(row[:count])
            cells |= {
                (mart, labels, name): named[name]
                for name in header[count:]
                if named[name] and name not in TOLD
            }
            revised |= {(mart, labels, name) for name in named.get("revised", "").split()}
    return cells, revised


@pytest.fixture(scope="module")
def changed(versions):
    """What the tables of the two versions themselves say differently: (mart, labels, measure)."""
    before, now = (printed(public)[0] for public in versions)
    return {place for place in before.keys() & now.keys() if before[place] != now[place]}


def key_of(place):
    mart, labels, measure = place
    return "|".join([f"{mart}.{measure}", *labels])


@pytest.mark.slow
def test_sessions_change_where_the_events_count_and_nowhere_else(versions, changed):
    """Predicted by hand: three events of February at Hendon, so its month's quarter, year and year to date."""
    before, now = (printed(public)[0] for public in versions)
    touched = {place for place in changed if place[2] == "sessions_held"}
    periods = {"2018", "2018-K1", "2018-02", "2017-2018"}
    for mart, labels, _ in touched:
        assert labels[0] in ("HEN", "") and any(label in periods or "JTD" in label for label in labels), (
            mart,
            labels,
        )
        place = (mart, labels, "sessions_held")
        assert int(now[place]) - int(before[place]) == MORE
    whole = {
        place for place in now
        if place[2] == "sessions_held" and place[1][0] in ("HEN", "") and place[1][1] in ("2018", "2018-K1")
        and not any(place[1][2:]) and before[place].isdigit() and now[place].isdigit()
    }  # fmt: skip
    assert whole and whole <= touched
    assert not {place for place in changed if place[2] == "attendances"}, "these are held"


@pytest.mark.slow
def test_the_tables_flag_exactly_what_changed(versions, changed):
    first, second = versions
    assert printed(first)[1] == set(), "a first version has nothing to flag"
    assert printed(second)[1] == changed and changed
    for path in sorted((second / "tables").glob("*.csv")):
        if not path.name.endswith(".rfc4180.csv"):
            other = path.with_name(path.name.replace(".csv", ".rfc4180.csv"))
            assert ("revised" in path.read_text("utf-8-sig").splitlines()[0].split(";")) == (
                "revised" in other.read_text("utf-8").splitlines()[0].split(",")
            )


@pytest.mark.slow
def test_the_tidy_tables_flag_exactly_what_changed(versions, changed):
    found = set()
    for path in (versions[1] / "data").glob("*.csv"):
        for row in csv.DictReader(path.read_text("utf-8").splitlines()):
            if "flag" in row and "r" in row["flag"].split():
                labels = list(row.values())[: list(row).index("indicator")]
                found.add((path.stem, tuple("" if one == "_T" else one for one in labels), row["indicator"]))
    assert found == changed


@pytest.mark.slow
def test_page_and_pdf_flag_exactly_what_changed_of_what_they_show(versions, changed):
    keys = {key_of(place) for place in changed}
    page = read_page((versions[1] / "report.html").read_bytes())
    paper = read_print((versions[1] / "report.pdf").read_bytes())
    for cells in (page.cells, paper.cells):
        shown = {cell.key for cell in cells if cell.key}
        flagged = {cell.key for cell in cells if cell.text.endswith("[r]")}
        of_hendon = {key for key in flagged if key in {key_of(place) for place in printed(versions[1])[0]}}
        assert of_hendon == keys & shown and of_hendon
        assert {cell.key for cell in cells if cell.key in keys and not cell.text.endswith("[r]")} == set()
    page_text = " ".join((versions[1] / "report.html").read_text("utf-8").split())
    assert "[r] herzien: anders dan in de vorige versie" in page_text
    assert "[r]" not in (versions[0] / "report.html").read_text("utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_the_workbooks_flag_as_many_as_the_tidy_tables_in_words(versions, changed, kind):
    """On the sheets of marts, which come last, each flagged cell stands beside the number that it is about."""
    marts = sorted(path.stem for path in (versions[1] / "data").glob("*.csv") if path.stem != "indicators")
    leaves = read_book((versions[1] / f"tables.{kind}").read_bytes())[-len(marts) :]
    for mart, leaf in zip(marts, leaves, strict=True):
        head, *rows = leaf.rows
        flagged = [
            (row[place - 1], head[place - 1])
            for row in rows
            for place, text in enumerate(row)
            if text.split("; ")[-1] == "herzien: anders dan in de vorige versie"
        ]
        expected = [place for place in changed if place[0] == mart]
        assert len(flagged) == len(expected), (mart, flagged)
        now = printed(versions[1])[0]
        values = sorted(now[place] for place in expected)
        assert sorted(text for text, _ in flagged) == values or "." in "".join(values)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["report.html", "tables", "data"])
def test_an_outsider_finds_a_flag_that_was_taken_away(versions, tmp_path, name):
    edition = shutil.copytree(versions[1], tmp_path / "public")
    assert verify(edition).differences == ()
    if name == "report.html":
        path, old, new = edition / name, r' <span class="revised">\[r\]</span></td>', "</td>"
    elif name == "tables":
        old, new = r",sessions_held[ \w]*\r\n", ",\r\n"
        found = sorted((edition / "tables").glob("*.rfc4180.csv"))
        path = next(one for one in found if re.search(old, one.read_bytes().decode()))
    else:
        path = next(one for one in (edition / "data").glob("*.csv") if ",r\r\n" in one.read_bytes().decode())
        old, new = ",r\r\n", ",\r\n"
    text = path.read_bytes().decode()
    assert re.search(old, text), path
    path.write_bytes(re.sub(old, new, text, count=1).encode())
    sum_anew(edition)
    assert any(
        "[r]" in one.text or "herzien" in one.text or "in tables/" in one.text
        for one in verify(edition).differences
    )
