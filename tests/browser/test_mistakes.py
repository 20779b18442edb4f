"""Mistakes of which a browser and a concept are needed to make them: each met with words that lead out."""

import pytest

from tests.browser.walking import begin, describe, finish_job, load, participants, violations

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.long]
WORDS = "/woorden?periode=2025-K3&deel=kerncijfers"


def go(page, bench, path):
    page.goto(f"http://{bench.host}{path}")
    return page.inner_text("main")


def save_words(page, text):
    page.fill("#text", text)
    with page.expect_navigation():
        page.click("button:has-text('Bewaar')")


def test_mistakes_of_a_quarter_are_met_with_words_that_lead_out(page, bench, tmp_path):
    begin(page)
    csv = participants(tmp_path / "cursisten_2025.csv", rows=200)

    huge = tmp_path / "film_2025.csv"  # more than one form may bring
    with huge.open("wb") as file:
        file.truncate(600 << 20)
    go(page, bench, "/leveringen")
    page.set_input_files("#files", str(huge))
    page.wait_for_selector("[role=alert]:has-text('te groot')")
    assert page.locator("#files").count()  # on the page itself, before anything was sent
    huge.unlink()

    load(page, csv)
    page.click("a.button")
    page.wait_for_url("**/bronnen/cursisten*")
    page.click("text=Bewaar de bron")  # before a single question was answered
    assert "Beantwoord eerst nog" in page.inner_text("#wrong") and violations(page) == ""
    page.click("#wrong a >> nth=0")
    describe(page)
    page.click("text=Bewaar de bron")
    page.wait_for_url("**/wachtend")
    page.click("main form button:has-text('Lees in')")
    finish_job(page)
    page.go_back()  # after a form: nothing is sent twice
    assert "Er wacht geen enkel bestand" in page.inner_text("main")
    load(page, csv)  # the very same file
    assert "al ingelezen" in page.inner_text("main") and not page.locator("[name=replace]").count()
    page.click("text=Doe weg")

    go(page, bench, "/uitgave?periode=2025-K3")
    page.click("text=Maak het concept")
    page.wait_for_url("**/taken/*")
    job = page.url
    again = page.context.new_page()  # the tab was closed, another is opened
    again.goto(f"http://{bench.host}/uitgave?periode=2025-K3")
    again.click("text=Maak het concept")  # and the button pressed once more
    assert "deze taak loopt nog" in again.inner_text("main")
    assert again.locator(f".running a[href='/taken/{job.rsplit('/', 1)[1]}']").count()
    again.close()
    assert "Klaar" in finish_job(page)

    first, second = page, page.context.new_page()  # the same chapter in two tabs
    go(first, bench, WORDS)
    go(second, bench, WORDS)
    save_words(second, "De tweede tab schreef dit.")
    save_words(first, "De eerste tab wist dat niet.")
    assert "intussen elders gewijzigd" in first.inner_text("main")
    assert first.input_value("#refused").strip() == "De eerste tab wist dat niet."
    assert first.input_value("#text").strip() == "De tweede tab schreef dit." and violations(first) == ""
    second.close()
