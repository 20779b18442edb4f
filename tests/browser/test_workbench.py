"""A coordinator's year in a real browser: from an empty folder to a report, by mouse, by keyboard and on a phone.

With JAARVERSLAG_PICTURES naming a folder the walk writes the pictures of docs/handleiding.md there.
"""

import re
import tomllib

import pytest

from tests.browser.walking import (
    begin,
    bench_post,
    describe,
    finish_job,
    load,
    participants,
    picture,
    sound,
    tab_to,
    violations,
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.long,
]
PAGES = (
    "/", "/leveringen", "/leveringen/wachtend", "/bronnen", "/antwoorden", "/sjablonen", "/cijfers", "/woorden",
    "/veiligheid", "/uitgave", "/toestel", "/sleutel",
)  # fmt: skip


def test_from_an_empty_folder_to_a_loaded_file_by_mouse(page, bench, tmp_path):
    sound(page)
    page.click("main button")  # nothing filled in: each field that must be is named, with a way to it
    assert page.locator("#wrong a").count() == 2
    sound(page)
    begin(page)
    assert re.fullmatch("([0-9a-f]{4} ?){16}", page.inner_text(".key >> nth=0").replace("\n", " ").strip())
    sound(page)
    load(page, participants(tmp_path / "cursisten_2025.csv"))
    picture(page, "wachtend")
    sound(page)
    page.click("a.button")
    page.wait_for_url("**/bronnen/cursisten*")
    assert "Fictief" not in page.content() and "/02/1980" not in page.content()  # no person on the page
    picture(page, "bron")
    describe(page)
    assert "60" in page.inner_text("#effect") and "vraag" not in page.inner_text("#effect")
    sound(page)
    page.click("text=Bewaar de bron")
    page.wait_for_url("**/wachtend")
    page.click("main form button:has-text('Lees in')")
    assert "geweigerd 0" in finish_job(page)
    sound(page)
    told = tomllib.loads((bench.folder / "data/sources/cursisten.toml").read_text("utf-8"))
    assert told["organisation"] == "CVO" and told["maps"][0]["columns"]["duration_hours"]["unit"] == "minutes"
    picture(page, "taak")
    for path in PAGES:
        page.goto(f"http://{bench.host}{path}")
        assert page.locator("h1").inner_text() != "Dit lukte niet", page.inner_text("main")
        sound(page)
    for language, word in (("fr", "Livraisons"), ("en", "Deliveries")):
        page.goto(f"http://{bench.host}/?taal={language}")
        assert word in page.inner_text("nav") and page.get_attribute("html", "lang") == language
        for path in (*PAGES, "/bronnen/cursisten", "/leveringen/999", "/cijfers?periode=derde"):
            page.goto(f"http://{bench.host}{path}")
            assert page.get_attribute("html", "lang") == language
            sound(page)


def test_what_would_be_replaced_is_asked_and_a_withdrawal_is_taken_back(page, bench, tmp_path):
    begin(page)
    load(page, participants(tmp_path / "cursisten_2025.csv"))
    page.click("a.button")
    page.wait_for_url("**/bronnen/cursisten*")
    describe(page)
    page.click("text=Bewaar de bron")
    page.wait_for_url("**/wachtend")
    page.click("main form button:has-text('Lees in')")
    finish_job(page)
    load(page, participants(tmp_path / "cursisten_2025.csv", rows=58))
    assert "komt in de plaats" in page.inner_text("main")
    reply = bench_post(
        page, bench, "/leveringen/wachtend", {"chosen": page.get_attribute("[name=chosen]", "value")}
    )
    assert reply == 400  # without saying yes nothing is replaced
    page.check("[name=replace]")
    page.click("main form button:has-text('Lees in')")
    finish_job(page)
    page.click("#progress a.button")
    assert "vervangen" in page.inner_text("main") and "telt mee" in page.inner_text("main")
    page.click("tbody tr:has-text('telt mee') a")
    page.click("text=Trek deze levering in >> nth=1")
    page.wait_for_url("**/leveringen")
    assert "ingetrokken" in page.inner_text("main")
    page.click("tbody tr:has-text('ingetrokken') a")
    page.click("text=Neem de intrekking terug >> nth=1")
    finish_job(page)
    page.click("#progress a.button")
    assert "telt mee" in page.inner_text("main")


def test_a_workspace_begins_and_a_template_is_made_by_keyboard_alone(page, bench):
    for field, text in (
        ("#publisher", "Voorbeeldagentschap (fictief)"),
        ("#prisons", "Gent"),
        ("#organisations", "CVO; CVO Voorbeeld"),
    ):
        tab_to(page, field)
        page.keyboard.type(text)
    tab_to(page, "main button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sleutel*")
    tab_to(page, "nav a[href='/sjablonen']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sjablonen")
    tab_to(page, "#whom")
    page.keyboard.type("CVO")
    tab_to(page, "main button")
    page.keyboard.press("Enter")
    page.wait_for_selector("main ul a")
    assert list((bench.folder / "data" / "templates").glob("*.xlsx"))
    assert (
        (bench.folder / "data" / "reference" / "prison.csv")
        .read_text("utf-8")
        .splitlines()[1]
        .startswith("GEN,Gent")
    )


def test_without_scripts_all_but_the_live_effect_works(browser, bench, tmp_path):
    context = browser.new_context(java_script_enabled=False, locale="nl-BE")
    page = context.new_page()
    page.set_default_timeout(120_000)
    page.goto(f"http://{bench.host}/?sleutel={bench.token}")
    begin(page)
    page.goto(f"http://{bench.host}/leveringen")
    page.set_input_files("#files", str(participants(tmp_path / "cursisten_2025.csv")))
    page.click("text=Bekijk ze eerst")
    page.click("a.button")
    page.select_option("select[name='m0.duration_hours.unit']", "minutes")
    page.click("text=Reken na")
    page.wait_for_url("**/bronnen/cursisten*")
    draft = (bench.folder / "data" / "sources" / "cursisten.toml.ontwerp").read_text("utf-8")
    assert 'unit = "minutes"' in draft and "# Voorstel bij cursisten_2025.csv" in draft  # remarks stay
    page.click("text=Maak de laatste stap ongedaan")
    page.wait_for_url("**/bronnen/cursisten*")
    assert "minutes" not in (bench.folder / "data" / "sources" / "cursisten.toml.ontwerp").read_text("utf-8")
    context.close()


def test_a_whole_quarter_to_a_published_edition(page, bench, tmp_path):
    begin(page)
    load(page, participants(tmp_path / "cursisten_2025.csv", rows=400))
    page.click("a.button")
    page.wait_for_url("**/bronnen/cursisten*")
    describe(page)
    page.click("text=Bewaar de bron")
    page.wait_for_url("**/wachtend")
    page.click("main form button:has-text('Lees in')")
    finish_job(page)
    page.goto(f"http://{bench.host}/uitgave?periode=2025-K3")
    page.click("text=Maak het concept")
    page.wait_for_timeout(500)
    page.reload()  # the view comes back where the work is
    finish_job(page)
    page.click("#progress a.button")
    assert "report.pdf" in page.inner_text("main")
    picture(page, "uitgave")
    sound(page)
    page.goto(f"http://{bench.host}/woorden?periode=2025-K3&deel=kerncijfers")
    page.wait_for_selector("#written iframe")  # set after the chapter was there
    page.click("[data-insert] button >> nth=0")
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.locator("#text").press_sequentially(" Er waren 12 deelnemers.")
    page.wait_for_selector("mark")  # a number that nothing binds
    picture(page, "woorden")
    sound(page)
    page.fill("#text", "")
    page.wait_for_timeout(3000)
    for path in ("/cijfers", "/veiligheid", "/"):
        page.goto(f"http://{bench.host}{path}?periode=2025-K3")
        picture(page, path.strip("/") or "start")
        sound(page)
    page.goto(f"http://{bench.host}/uitgave?periode=2025-K3")
    page.click(
        "text=Maak het concept"
    )  # the words are other ones now: what is signed and published is made anew
    finish_job(page)
    page.click("#progress a.button")
    page.click("text=Maak het dossier")
    page.wait_for_url("**/uitgave/dossier/overzicht/2025-K3")
    assert "Dossier bij het concept" in page.inner_text("h1") and violations(page) == ""
    with page.expect_navigation():
        page.click("a[href$='report.html']")  # what the dossier is about
    page.go_back()
    page.go_back()
    page.fill("section [name=who]", "An Voorbeeld")
    page.fill("section [name=role]", "coördinator")
    page.click("text=Teken af")
    page.wait_for_selector("text=Afgetekend door An Voorbeeld")
    page.check("[name=sure]")
    page.click("section button:has-text('Publiceer')")
    finish_job(page)
    assert list((bench.folder / "data" / "editions").glob("overzicht/2025-K3/1/public/report.pdf")), (
        page.inner_text("main")
    )
    page.goto(f"http://{bench.host}/uitgave?periode=2025-K3")
    page.click("summary:has-text('Een uitgave intrekken')")
    sound(page)
    assert bench_post(page, bench, "/uitgave/trek-in", {"place": "overzicht/2025-K3/1"}) == 400
    page.select_option("#retracted", "overzicht/2025-K3/1")
    page.fill("#retract-who", "An Voorbeeld")
    page.fill("#retract-role", "coördinator")
    page.fill("#retract-why", "--proef van de intrekking")
    page.check("[name=sure] >> nth=-1")
    page.click("button:has-text('Trek in')")
    assert "ingetrokken" in finish_job(page)
    page.goto(f"http://{bench.host}/uitgave?periode=2025-K3")
    assert "ingetrokken: --proef van de intrekking" in page.inner_text("main")
    assert not (bench.folder / "data" / "editions" / "overzicht" / "2025-K3" / "1" / "public").exists()
