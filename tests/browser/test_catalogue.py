"""The catalogue in a browser: from a folder, under a sub-path, by keyboard, on a phone, and without scripts."""

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

from pipelines.edition.catalogue import catalogue_of
from tests.browser.test_page import opened
from tests.browser.walking import violations
from tests.edition.catalogue.sample import lay_out, site

WIDTHS = (320, 1280)
pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    home = tmp_path_factory.mktemp("web") / "onder" / "pad"
    home.mkdir(parents=True)
    lay_out(home)
    for name, content in catalogue_of(site(), home).items():
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_bytes(content)
    return home


@pytest.fixture(scope="module")
def served(folder):
    """Serve what lies two folders up, so that the catalogue stands under a sub-path of any web server."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

    handler = partial(Quiet, directory=str(folder.parent.parent))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/onder/pad/index.html"
        server.shutdown()


@pytest.fixture
def page(browser, folder):
    with opened(browser, (folder / "index.html").as_uri()) as shown:
        yield shown


def shown_editions(page):
    return page.locator(".edition:visible h3").all_inner_texts()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["index.html", "index.fr.html", "series/sessions-held.html"])
def test_axe_finds_no_violation_in_light_or_dark(browser, folder, name, width):
    with opened(browser, (folder / name).as_uri(), viewport={"width": width, "height": 900}) as shown:
        shown.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
        assert violations(shown, runOnly={"type": "tag", "values": tags}) == ""
        shown.emulate_media(color_scheme="dark")
        assert violations(shown, runOnly={"type": "rule", "values": ["color-contrast"]}) == ""
        assert shown.evaluate("document.documentElement.scrollWidth") <= width


def test_the_filters_show_what_fits_and_say_how_many(page):
    assert len(shown_editions(page)) == 5
    assert page.locator(".shown").inner_text() == "Getoond: 5 van 5 uitgaven."
    page.get_by_label("Gebied").select_option("GEN")
    assert shown_editions(page) == ["Jaarverslag 2025, Gent"]
    assert page.locator(".shown").inner_text() == "Getoond: 1 van 5 uitgaven."
    page.get_by_label("Periode").select_option("2024")
    assert shown_editions(page) == [] and page.locator(".none").is_visible()


def test_what_is_replaced_or_retracted_can_be_left_out(page):
    page.get_by_label("enkel wat nu geldt").check()
    assert shown_editions(page) == [
        "Jaarverslag 2025, Alle gevangenissen", "Jaarverslag 2025, Gent", "Jaarverslag 2024, Alle gevangenissen",
    ]  # fmt: skip


def test_a_choice_stands_in_the_address_and_comes_back_with_it(browser, folder, page):
    page.get_by_label("Status").select_option("definitief")
    address = page.url
    assert address.endswith("?status=definitief")
    with opened(browser, address) as again:
        assert len(shown_editions(again)) == 2
    with opened(browser, address.replace("definitief", "onzin")) as again:
        assert len(shown_editions(again)) == 5


def test_the_keyboard_alone_filters_and_follows_to_the_version_that_replaced(page):
    page.get_by_label("Status").focus()
    page.keyboard.press("v")  # voorlopig
    assert len(shown_editions(page)) == 3
    page.get_by_role("link", name="Naar versie 2").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#overzicht-2025-2"
    page.wait_for_timeout(100)
    assert page.locator("#overzicht-2025-2").is_visible()  # though the filter had left it out


def test_without_scripts_everything_is_there_and_no_filter_pretends(browser, folder):
    with opened(browser, (folder / "index.html").as_uri(), java_script_enabled=False) as shown:
        assert len(shown_editions(shown)) == 5
        assert not shown.locator(".filters").is_visible()


def test_it_works_under_a_sub_path_of_a_web_server(browser, served):
    context = browser.new_context()
    shown = context.new_page()
    asked, failed = [], []
    shown.on("response", lambda answer: (asked if answer.status < 400 else failed).append(answer.url))
    shown.goto(served)
    shown.get_by_role("link", name="Sessies die plaatsvonden").click()
    assert shown.locator("h1").inner_text() == "Sessies die plaatsvonden"
    shown.get_by_role("link", name="English").click()
    assert shown.locator("html").get_attribute("lang") == "en"
    shown.get_by_role("link", name="All editions").click()
    shown.get_by_label("Scope").select_option("GEN")
    assert len(shown_editions(shown)) == 1
    context.close()
    assert failed == [] and all("/onder/pad/" in url for url in asked)
