"""The preview: a change is on the page within two seconds, an error leaves the last good page."""

import json
import time
import urllib.error
import urllib.request
from threading import Event, Thread

import pytest

from pipelines.errors import DocumentError
from pipelines.render import serve


@pytest.fixture
def preview(tmp_path):
    """Serve a page that repeats a narrative; a narrative with `fout` is refused."""
    narrative, folder = tmp_path / "narrative", tmp_path / "edition"
    narrative.mkdir()
    folder.mkdir()
    (narrative / "een.md").write_text("eerste", "utf-8")
    told, stopped = [], Event()

    def rebuild():
        text = (narrative / "een.md").read_text("utf-8")
        if text == "fout":
            raise DocumentError("een.md:1: fout")
        (folder / "report.html").write_text(f"<head></head>{text}", "utf-8")

    arguments = {"watched": [narrative], "tell": told.append, "stopped": stopped}
    thread = Thread(target=serve, args=(folder, 0, rebuild), kwargs=arguments)
    thread.start()
    while not any(line.startswith("http") for line in told):
        time.sleep(0.01)
    address = next(line for line in told if line.startswith("http")).removesuffix("report.html")
    yield narrative / "een.md", address, told
    stopped.set()
    thread.join(timeout=5)
    assert not thread.is_alive()


def get(address):
    with urllib.request.urlopen(address, timeout=5) as answer:
        return answer.read().decode()


def test_a_change_is_on_the_page_within_two_seconds(preview):
    narrative, address, _ = preview
    before = json.loads(get(address + "_version?after="))
    assert "eerste" in get(address + "report.html")
    started = time.monotonic()
    narrative.write_text("tweede", "utf-8")
    after = json.loads(get(f"{address}_version?after={before['version']}"))
    assert after["version"] == before["version"] + 1
    assert "tweede" in get(address + "report.html")
    assert time.monotonic() - started < 2


def test_an_error_is_told_and_the_last_good_page_stands(preview):
    narrative, address, told = preview
    before = json.loads(get(address + "_version?after="))
    narrative.write_text("fout", "utf-8")
    after = json.loads(get(f"{address}_version?after={before['version']}"))
    assert after["message"] == "een.md:1: fout"
    assert "een.md:1: fout" in told
    assert "eerste" in get(address + "report.html")


def test_nothing_outside_the_folder_is_served(preview):
    _, address, _ = preview
    with pytest.raises(urllib.error.HTTPError, match="404"):
        get(address + "..%2Fnarrative/een.md")


def test_the_page_waits_for_the_next_version(preview):
    _, address, _ = preview
    assert '<script src="/_preview.js" defer></script>' in get(address + "report.html")
    assert "_version" in get(address + "_preview.js")
