"""The page in a browser: for a keyboard, a screen reader, a phone, the dark, and without scripts."""

from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from pipelines.render import to_html, write_assets
from tests.browser.walking import violations
from tests.document_sample import document

TEMPLATES = Path(__file__).parents[2] / "report_templates"
WIDTHS = (320, 1280, 3840)
INTERACTIVE_FROM = 640
"""px: on a narrower screen charts stay the stills that they are in print."""
pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
]


CSV = "kwartaal;deelnames\r\n2025-K1;1842\r\n"


@pytest.fixture(scope="module")
def edition(tmp_path_factory):
    folder = tmp_path_factory.mktemp("edition")
    (folder / "report.html").write_text(to_html(document(), TEMPLATES), "utf-8")
    write_assets(folder / "assets", TEMPLATES)
    (folder / "tables").mkdir()
    (folder / "tables" / "tabel-21.csv").write_text(CSV, encoding="utf-8", newline="")
    return (folder / "report.html").as_uri()


@contextmanager
def opened(browser, edition, **settings):
    """Open the page; what its console or the network complains of fails the test that closes it."""
    complaints = []
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **settings})
    page = context.new_page()

    def listen(told):
        if told.type in ("error", "warning"):
            complaints.append(told.text)

    def watch(asked):
        if not asked.url.startswith(("file:", "data:", "blob:")):
            complaints.append(asked.url)

    page.on("console", listen)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", watch)
    page.goto(edition)
    yield page
    context.close()
    assert complaints == []


@pytest.fixture
def open_page(browser, edition):
    """Give what opens the page with some settings; each is closed at the end of the test."""
    with ExitStack() as stack:
        yield lambda **settings: stack.enter_context(opened(browser, edition, **settings))


@pytest.fixture(scope="module", params=WIDTHS, ids=str)
def explored(request, browser, edition):
    """Open the page at a width, with every table unfolded and every chart interactive."""
    with opened(browser, edition, viewport={"width": request.param, "height": 900}) as page:
        page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true; })")
        explore_all(page)
        yield page


def explore_all(page):
    """Pass by every table, and by every chart until it has become interactive where there is room for that."""
    page.mouse.move(5, 5)
    frames = page.locator(".table-frame")
    for number in range(frames.count()):
        show(page, frames.nth(number))
    still = page.locator("figure .picture:not(:has(.main-svg))")
    if page.viewport_size["width"] < INTERACTIVE_FROM:
        for number in range(still.count()):
            show(page, still.nth(number))
        assert page.locator("figure .main-svg").count() == 0
        return
    for _ in range(600):  # the page's policy forbids the evaluation that wait_for_function needs
        if still.count() == 0:
            return
        show(page, still.first)
    raise AssertionError("not every chart became interactive")


def show(page, part):
    """Bring a part of the page into view at once, and leave a moment to what waits for that."""
    part.evaluate("(part) => part.scrollIntoView()")
    page.wait_for_timeout(50)


def test_axe_finds_no_violation(explored):
    explored.emulate_media(color_scheme="light")
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    assert violations(explored, runOnly={"type": "tag", "values": tags}) == ""


def test_axe_finds_enough_contrast_in_the_dark(explored):
    """Nothing but colours differs from the light page, on which every rule was tried."""
    explored.emulate_media(color_scheme="dark")
    assert violations(explored, runOnly={"type": "rule", "values": ["color-contrast"]}) == ""


def test_every_link_under_a_figure_can_be_touched(explored):
    """Axe allows a low target that has room around it; a real edition has none to spare (WCAG 2.5.8)."""
    heights = explored.evaluate(
        "[...document.querySelectorAll('.download, .definition-link')].map((one) => one.getBoundingClientRect().height)"
    )
    assert heights and min(heights) >= 24


def test_nothing_makes_the_page_scroll_sideways(explored):
    width = explored.viewport_size["width"]
    assert explored.evaluate("document.documentElement.scrollWidth") <= width


def test_letters_of_a_chart_can_be_read_and_what_goes_beyond_the_edge_is_reached_by_keys(explored):
    """On a phone a chart of 640px, shrunk to the screen, had letters of 7."""
    letters, hidden = explored.evaluate("""() => {
        const pictures = [...document.querySelectorAll("figure .picture")];
        const shown = pictures.flatMap((one) => [...one.querySelectorAll("svg text")].filter((text) => text.checkVisibility()));
        const size = (text) => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a;
        const beyond = pictures.filter((one) => one.scrollWidth > one.clientWidth);
        const reached = (one) => one.tabIndex === 0 && one.getAttribute("role") === "region" && one.getAttribute("aria-label");
        return [shown.map(size), beyond.map((one) => Boolean(reached(one)))];
    }""")
    assert letters and min(letters) >= 11
    assert all(hidden) and bool(hidden) == (explored.viewport_size["width"] < INTERACTIVE_FROM)


def test_the_first_stop_of_the_keyboard_skips_to_the_content(open_page):
    page = open_page()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_the_keyboard_reaches_every_stop_in_order_and_shows_where_it_is(open_page):
    page = open_page()
    page.evaluate("document.querySelectorAll('.behind').forEach((details) => { details.open = true; })")
    explore_all(page)
    page.evaluate("window.scrollTo(0, 0)")
    stops = page.evaluate("""[...document.querySelectorAll('a[href], button, summary, [tabindex="0"]')]
        .filter((stop) => stop.checkVisibility()).map((stop, number) => { stop.dataset.stop = number; return String(number); })""")
    page.locator(
        "[data-stop='0']"
    ).focus()  # browsers differ in where the next Tab goes after a chart was drawn
    walked = ["0"]
    for _ in stops[1:]:
        page.keyboard.press("Tab")
        walked.append(page.evaluate("document.activeElement.dataset.stop"))
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    assert walked == stops


def test_a_table_sorts_by_its_shown_values_and_keeps_its_total_last(open_page):
    page = open_page()
    table = page.locator("#tabel-1 table")
    table.scroll_into_view_if_needed()
    button = table.locator("thead tr").last.locator("button").last
    button.focus()
    page.keyboard.press("Enter")
    assert table.locator("[aria-sort]").get_attribute("aria-sort") == "descending"
    shown = table.locator("tbody tr td:last-child").all_inner_texts()
    assert shown == ["1.842", "1.204", "1.105", "988", "640", "412", "6.191"]
    page.keyboard.press("Enter")
    assert table.locator("tbody tr td:last-child").all_inner_texts()[0] == "412"
    table.locator("thead tr").last.locator("button").first.click()
    assert table.locator("tbody tr td:nth-child(2)").all_inner_texts()[-2:] == ["[o]", "1.500"]


@pytest.mark.parametrize("has_scripts", [True, False])
def test_the_contents_stand_beside_a_wide_page_and_fold_on_a_narrow_one(open_page, has_scripts):
    for width, is_open in ((1280, True), (320, False)):
        page = open_page(java_script_enabled=has_scripts, viewport={"width": width, "height": 900})
        assert page.locator(".side-contents a").first.is_visible() == is_open


@pytest.mark.parametrize("width", WIDTHS)
def test_a_line_of_the_contents_arrives_at_its_heading(open_page, width):
    page = open_page(viewport={"width": width, "height": 900})
    page.evaluate("document.querySelector('.side-contents').open = true")
    page.locator(".side-contents a").last.click()
    page.wait_for_timeout(500)
    anchor = page.evaluate("location.hash")
    assert anchor.startswith("#")
    assert 0 <= page.locator(anchor).bounding_box()["y"] <= 900 / 3


def test_nothing_heavy_loads_before_the_reader_moves(open_page):
    page = open_page()
    page.wait_for_timeout(500)
    assert page.locator("script[src$='plotly.js']").count() == 0
    page.mouse.move(5, 5)
    page.locator("#figuur-2 .picture").scroll_into_view_if_needed()
    page.wait_for_selector("#figuur-2 .js-plotly-plot .bars")


@pytest.mark.parametrize("has_scripts", [True, False])
def test_the_numbers_of_a_table_can_be_kept_as_csv(open_page, has_scripts):
    page = open_page(java_script_enabled=has_scripts)
    with page.expect_download() as kept:
        page.locator("#tabel-21 .download").click()
    assert kept.value.suggested_filename == "tabel-21.csv"
    assert Path(kept.value.path()).read_bytes() == CSV.encode()


def test_without_scripts_everything_is_there(open_page):
    page = open_page(java_script_enabled=False)
    assert page.locator("figure svg").count() == 9
    assert page.locator("figure svg").first.is_visible()
    assert page.locator("#tabel-21 tbody tr").count() == 120
    assert page.locator("button").count() == 0


def test_a_chart_becomes_interactive_when_it_is_seen_and_says_the_same(open_page):
    page = open_page()
    place = page.locator("#figuur-2 .picture")
    still = set(place.locator("svg text").all_text_contents())
    assert page.locator("#figuur-2 .js-plotly-plot").count() == 0
    page.mouse.move(5, 5)
    place.scroll_into_view_if_needed()
    page.wait_for_selector("#figuur-2 .js-plotly-plot .bars")
    values = {text for text in still if "." in text or text.isalpha()}
    assert values <= set(place.locator("svg text").all_text_contents())
    assert place.locator("[role=img]:not(.still-kept)").get_attribute("aria-label").startswith("Staafdiagram")


@pytest.mark.parametrize("width", [700, 1280, 3840])
def test_a_chart_that_becomes_interactive_moves_nothing_and_answers_the_pointer(open_page, width):
    page = open_page(viewport={"width": width, "height": 900})
    place = page.locator("#figuur-2 .picture")
    before = place.bounding_box()
    page.mouse.move(5, 5)
    place.scroll_into_view_if_needed()
    page.wait_for_selector("#figuur-2 .js-plotly-plot .bars")
    assert place.bounding_box()["height"] == pytest.approx(before["height"], abs=2)
    bar = page.locator("#figuur-2 .bars .point path").first.bounding_box()
    page.mouse.move(bar["x"] + bar["width"] / 2, bar["y"] + bar["height"] / 2)
    page.wait_for_selector("#figuur-2 .hoverlayer .hovertext")


def test_the_dark_page_is_dark(open_page):
    dark, light = open_page(color_scheme="dark"), open_page(color_scheme="light")
    colour = "getComputedStyle(document.documentElement).backgroundColor"
    assert dark.evaluate(colour) == "rgb(20, 25, 28)"
    assert light.evaluate(colour) == "rgb(255, 255, 255)"
