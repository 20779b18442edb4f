"""A coordinator's year with three partners: one delivers well, one with faults, one corrects later."""

import csv
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from tests.browser.walking import answer_domain, describe, finish_job, load, participants, sound

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.long,
]


def talks(path, *, faulty):
    """Write a partner's sheet of talks below a title; with faults: a day that is none, a word for a number."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Gesprekken"
    sheet.append(["Overzicht gesprekken 2025 (fictief)"])
    sheet.append([])
    sheet.append(["Datum", "Gevangenis", "Thema", "Minuten", "Aantal aanwezigen"])
    for month in range(1, 13):
        for day in (3, 10, 17, 24):
            sheet.append(
                [f"{day:02}/{month:02}/2025", ("Gent", "Mechelen")[day % 2], "Onthaal", 45, 1 + day % 6]
            )
    if faulty:
        sheet.append(["31/02/2025", "Gent", "Onthaal", 45, 3])
        sheet.append(["11/03/2025", "Gent", "Onthaal", 45, "drie"])
        sheet.append(["12/03/2025", "Antwerpen", "Onthaal", 45, 4])
    book.save(path)
    return path


def sport(path, *, extra=0):
    """Write a partner's list of sports hours; a corrected one has more."""
    with path.open("w", newline="", encoding="cp1252") as file:
        lines = csv.writer(file, delimiter=";")
        lines.writerow(["Dag", "Plaats", "Activiteit", "Deelnemers", "Duur (u)"])
        for month in range(1, 13):
            for day in (5, 19):
                lines.writerow(
                    [f"2025-{month:02}-{day:02}", "Gent", "Zaalvoetbal", 8 + month % 5 + extra, "1,5"]
                )
    return path


def describe_sessions(page, organisation, label, domain):
    """Answer what the draft of a list of sessions asks: whose it is, and that they were held."""
    page.fill("#label", label)
    page.select_option("#organisation", organisation)
    answer_domain(page, domain)
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.select_option("select[name='m0.status.constant']", "held")


def open_draft(page, file):
    load(page, file)
    page.click("a.button")
    page.wait_for_url("**/bronnen/*")


def save_and_load(page):
    page.click("text=Bewaar de bron")
    page.wait_for_url("**/wachtend")
    page.click("main form button:has-text('Lees in')")
    return finish_job(page)


def make_concept(page, bench):
    page.goto(f"http://{bench.host}/uitgave?periode=2025")
    page.click("text=Maak het concept")
    told = finish_job(page)
    page.click("#progress a.button")
    assert "report.pdf" in page.inner_text("main"), told


def test_a_year_of_three_partners_becomes_a_definitive_edition(page, bench, tmp_path):
    page.fill("#publisher", "Voorbeeldagentschap (fictief)")
    page.fill("#prisons", "GEN; Gent\nMEC\tMechelen")
    page.fill("#organisations", "CVO; CVO Voorbeeld\nCAW; CAW Voorbeeld\nSPO; Sportdienst Voorbeeld")
    page.click("main button")
    page.wait_for_url("**/sleutel*")

    open_draft(page, participants(tmp_path / "cursisten_2025.csv", rows=400))
    describe(page)
    assert "geweigerd 0" in save_and_load(page)

    open_draft(page, talks(tmp_path / "gesprekken_2025.xlsx", faulty=True))
    describe_sessions(page, "CAW", "CAW Voorbeeld", "welzijn")
    assert "verschilt" in page.inner_text("#effect")  # what is refused is missing from the file's own total
    refuse = page.get_by_label("Antwerpen", exact=True)
    assert refuse.locator("option[value='']").inner_text() == "Niet in onze lijst: weiger deze rijen"
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        refuse.select_option("")
    assert page.inner_text("#effect .bad b") == "3"  # and the meaning of no other word went with it
    told = save_and_load(page)
    assert "geweigerd 3" in told
    page.goto(f"http://{bench.host}/antwoorden")
    section = page.locator("section", has_text="gesprekken")
    letter = section.locator("textarea").input_value()
    assert "gesprekken_2025.xlsx" in letter and "3 rijen" in letter
    with page.expect_download() as kept:
        section.locator("ul a").click()
    answer = load_workbook(BytesIO(kept.value.path().read_bytes()))
    cells = [str(cell) for sheet in answer for row in sheet.iter_rows(values_only=True) for cell in row]
    assert {"31/02/2025", "drie", "Antwerpen"} <= set(cells)
    sound(page)

    open_draft(page, sport(tmp_path / "sport_2025.csv"))
    describe_sessions(page, "SPO", "Sportdienst Voorbeeld", "sport")
    save_and_load(page)

    load(page, talks(tmp_path / "gesprekken_2025.xlsx", faulty=False))  # mended: all that was refused is gone
    assert "komt in de plaats" in page.inner_text("main")
    sound(page)
    page.check("[name=replace]")
    page.click("main form button:has-text('Lees in')")
    assert "geweigerd 0" in finish_job(page)
    load(page, sport(tmp_path / "sport_2025.csv", extra=1))  # corrected: each session had one more
    page.check("[name=replace]")
    page.click("main form button:has-text('Lees in')")
    finish_job(page)

    make_concept(page, bench)
    page.goto(f"http://{bench.host}/woorden?periode=2025&deel=aandachtspunten")
    assert page.locator("#text").count(), page.inner_text("main")
    page.fill("#text", "- De sportzaal in Gent was elke maand open; zo blijft het.")
    page.click("text=Bewaar")
    make_concept(page, bench)
    page.goto(f"http://{bench.host}/cijfers?periode=2025")
    while page.locator("[action='/cijfers/aanvaard']").count():
        page.fill("[action='/cijfers/aanvaard'] [name=who] >> nth=0", "An Voorbeeld")
        page.fill("[action='/cijfers/aanvaard'] [name=why] >> nth=0", "nagevraagd bij de partner")
        page.click("[action='/cijfers/aanvaard'] button >> nth=0")
        page.wait_for_load_state()
    sound(page)
    page.goto(f"http://{bench.host}/veiligheid?periode=2025")
    sound(page)
    make_concept(page, bench)
    page.fill("section [name=who]", "An Voorbeeld")
    page.fill("section [name=role]", "coördinator")
    page.click("text=Teken af")
    page.wait_for_selector("text=Afgetekend door An Voorbeeld")
    page.check("[name=definitive]")
    page.check("section [name=sure]")
    page.click("section button:has-text('Publiceer')")
    told = finish_job(page)
    public = bench.folder / "data" / "editions" / "overzicht" / "2025" / "1" / "public"
    assert (public / "report.pdf").is_file(), told
    assert '"definitief"' in (public / "manifest.json").read_text("utf-8")
    with (public / "tables" / "attendances_by_organisation.csv").open(
        encoding="utf-8-sig", newline=""
    ) as lines:
        shown = {tuple(row[:3]): row[3] for row in csv.reader(lines, delimiter=";")}
    # counted from the files as they were delivered last: a talk had 1 + day % 6, sport one more than at first
    assert shown["", "2025", "CAW"] == str(12 * (4 + 5 + 6 + 1))
    assert shown["", "2025", "SPO"] == str(sum(2 * (9 + month % 5) for month in range(1, 13)))
