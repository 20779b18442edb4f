"""What a walk through the workbench does again and again, as a coordinator does it: by what the page shows."""

import csv
import os
import random
from pathlib import Path

import pytest

SCROLLS_SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
OVER_THE_EDGE = """[...document.querySelectorAll('body *')]
    .filter((one) => one.getBoundingClientRect().right > document.documentElement.clientWidth)
    .map((one) => one.outerHTML.slice(0, 90)).slice(0, 5)"""
PRISONS = "GEN; Gent\nMEC\tMechelen"


def participants(path: Path, *, rows: int = 60, year: int = 2025) -> Path:
    """Write a make-believe list of participants, each line a person at a session."""
    chance = random.Random(7)
    with path.open("w", newline="", encoding="utf-8") as file:
        lines = csv.writer(file, delimiter=";")
        lines.writerow(["Naam", "Geb.datum", "Cursus", "Datum", "Duur", "Aanwezig", "Waar"])
        for number in range(rows):
            session = number // 6  # six persons at each
            place = ("Gent", "Mechelen")[session % 2]
            day = f"{session % 27 + 1:02}/{7 + session % 3:02}/{year}"
            came = chance.choice(["ja", "ja", "ja", "nee"])
            who = f"Fictief{number % 17} Voorbeeld"
            lines.writerow([who, f"0{number % 9 + 1}/02/1980", "Nederlands 1.1", day, "90", came, place])
    return path


def violations(page, **chosen):
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed"
    )
    found = axe.Axe().run(page, options={"preload": False, **chosen})
    return found.generate_report() if found.violations_count else ""


def sound(page):
    """Hold a page against axe, and see that nothing sticks out of a telephone."""
    assert violations(page) == ""
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        wide = page.evaluate(OVER_THE_EDGE)
        assert page.evaluate(SCROLLS_SIDEWAYS) is False, (page.url, width, wide)


def picture(page, name):
    if folder := os.environ.get("JAARVERSLAG_PICTURES"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=str(Path(folder) / f"{name}.png"))


def begin(page):
    page.fill("#publisher", "Voorbeeldagentschap (fictief)")
    page.fill("#prisons", PRISONS)
    page.fill("#organisations", "CVO; CVO Voorbeeld")
    picture(page, "nieuw")
    page.click("main button")
    page.wait_for_url("**/sleutel*")


def describe(page):
    """Answer what the draft of a list of participants asks."""
    page.fill("#label", "CVO Voorbeeld")
    page.select_option("#organisation", "CVO")
    page.select_option("#dates", "dmy")  # no day above 12 tells which comes first
    answer_domain(page, "onderwijs")
    page.select_option("select[name='m0.duration_hours.unit']", "minutes")
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.select_option("select[name='m0.status.constant']", "held")


def answer_domain(page, code):
    """Say to which domain all rows belong, where the draft asks it because nothing in the file tells."""
    for asked in page.locator("select[name$='.domain_code.constant']").all():
        with page.expect_response(lambda answer: answer.request.method == "POST"):
            asked.select_option(code)


def load(page, file):
    page.goto(page.url.split("/", 3)[0] + "//" + page.url.split("/")[2] + "/leveringen")
    page.set_input_files("#files", str(file))
    page.wait_for_url("**/wachtend")


def finish_job(page):
    page.wait_for_selector("#progress a.button")
    return page.inner_text("#progress")


def bench_post(page, bench, path, fields):
    """Send a form by hand, as a page without its required box could."""
    token = page.get_attribute("[name=formulier]", "value")
    sent = page.request.post(
        f"http://{bench.host}{path}",
        form={"formulier": token, **fields},
        headers={"Origin": f"http://{bench.host}"},
    )
    return sent.status


def tab_to(page, selector):
    """Go on with the Tab key until a part of the page has the focus."""
    for _ in range(150):
        if page.evaluate("(wanted) => document.activeElement?.matches(wanted)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not reach {selector}")
