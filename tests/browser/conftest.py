"""A workbench in an empty folder, and the page of someone who just opened it."""

import shutil
import subprocess

import pytest
from playwright._impl._driver import compute_driver_executable
from playwright.sync_api import sync_playwright

from tests.web_bench import workbench


@pytest.fixture(scope="module")
def browser():
    """Debian's Chromium, or a skip that says what is missing."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        pytest.skip("Chromium is not installed: apt-get install chromium")
    if subprocess.run(
        [compute_driver_executable()[0], "--version"], check=False, capture_output=True
    ).returncode:
        pytest.skip("the driver of the browser does not run: apt-get install libatomic1")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium)
        yield opened
        opened.close()


@pytest.fixture
def bench(tmp_path):
    (tmp_path / "werk").mkdir()
    with workbench(tmp_path / "werk") as made:
        made.folder = tmp_path / "werk"
        yield made


@pytest.fixture
def page(browser, bench):
    """A page of someone who just opened the address; what its console complains of fails the test."""
    complaints = []
    context = browser.new_context(locale="nl-BE", viewport={"width": 1280, "height": 900})
    made = context.new_page()
    made.set_default_timeout(120_000)
    made.on("console", lambda told: complaints.append(told.text) if told.type == "error" else None)
    made.on("response", lambda got: complaints.append(got.url) if got.status == 404 else None)
    made.on("pageerror", lambda error: complaints.append(str(error)))
    made.goto(f"http://{bench.host}/?sleutel={bench.token}")
    yield made
    kept = made.evaluate("[localStorage.length, sessionStorage.length]")
    context.close()
    assert kept == [0, 0]  # nothing of anyone in the browser's storage
    assert [one for one in complaints if "status of 400" not in one and "status of 409" not in one] == []
