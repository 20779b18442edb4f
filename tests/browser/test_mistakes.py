"""Mistakes of which a browser and a concept are needed to make them: each met with words that lead out."""

import resource
import signal

import pytest

from pipelines.request import only_run
from tests.browser.walking import begin, describe, finish_job, load, participants, violations

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.long]
WORDS = "/woorden?periode=2025-K3&deel=kerncijfers"
TRACES = ("Traceback", "het programma zelf faalt", "Internal Server Error")


def go(page, bench, path):
    page.goto(f"http://{bench.host}{path}")
    return page.inner_text("main")


def back(page):
    """Take the way back that a page of an error offers."""
    assert violations(page) == ""
    page.click("main a.button")
    assert page.locator("h1").inner_text() not in ("Dit lukte niet", "Deze vraag wordt niet beantwoord")


def save_words(page, text):
    page.fill("#text", text)
    with page.expect_navigation():
        page.click("text=Bewaar")


def publish(page, bench, **ticked):
    go(page, bench, "/uitgave?periode=2025-K3")
    for name in ticked:
        page.check(f"section [name={name}]")
    page.check("section [name=sure]")
    page.click("section button:has-text('Publiceer')")


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
    save_words(
        page, "<script>document.title = 'geraakt'</script> <img src=x onerror=\"document.title='geraakt'\">"
    )
    assert (
        "HTML kan hier niet" in page.inner_text("#written")
        and page.title() != "geraakt"
        and violations(page) == ""
    )
    assert not page.frame_locator("iframe.paper").locator("img[src=x]").count()
    save_words(page, "Het aantal deelnemers is {{participants_by_domain.nergens}}.")
    assert "is geen verwijzing" in page.inner_text("#written")
    save_words(page, "Het aantal deelnemers steeg met 300 %.")
    assert page.locator("#written mark").count()

    publish(page, bench)  # with words that the figures do not bear, and that the concept does not have
    assert "Fout:" in finish_job(page) and violations(page) == ""
    back(page)
    go(page, bench, WORDS)
    save_words(page, "")

    go(page, bench, "/uitgave?periode=2025")
    page.click("text=Maak het concept")
    finish_job(page)
    back(page)
    page.check("section [name=definitive]")  # signed by nobody, without points
    page.check("section [name=sure]")
    page.click("section button:has-text('Publiceer')")
    told = finish_job(page)
    assert "Fout:" in told and ("aandachtspunten" in told or "afgetekend" in told), told
    back(page)

    calendar = bench.folder / "data" / "reference" / "publicatiekalender.toml"
    calendar.write_text('[[publications]]\nperiod = "2025-K3"\nmoment = 2125-11-30T06:00:00\n', "utf-8")
    publish(page, bench)  # long before its time
    told = finish_job(page)
    assert "Fout:" in told and "2125" in told, told
    calendar.unlink()
    back(page)

    with only_run(bench.folder / "data", "proef"):  # another process holds the workspace
        assert page.locator("h1").count()
        for path in ("/", "/leveringen", "/cijfers?periode=2025-K3", "/veiligheid?periode=2025-K3"):
            assert "Dit lukte niet" not in go(page, bench, path)
        go(page, bench, WORDS)
        save_words(page, "Nu niet.")
        assert "andere uitvoering" in page.inner_text("main")
        back(page)

    before = resource.prlimit(bench.process.pid, resource.RLIMIT_FSIZE, (1 << 16, -1))  # jobs inherit it
    go(page, bench, "/uitgave?periode=2025-K3")
    page.click("text=Maak het concept")
    told = finish_job(page)
    resource.prlimit(bench.process.pid, resource.RLIMIT_FSIZE, before)
    assert "Fout:" in told and not any(trace in told for trace in TRACES), told
    back(page)
    page.click("text=Maak het concept")
    page.click("text=Stop")  # by mistake
    assert "estopt" in finish_job(page) and violations(page) == ""
    back(page)
    assert "report.pdf" in page.inner_text("main")  # what was there still is

    bench.process.send_signal(signal.SIGTERM)
    said = bench.process.communicate(timeout=20)[1]
    assert not any(trace in said for trace in TRACES), said
