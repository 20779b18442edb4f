"""The page of the words opens before its page as it will be is set, with and without JavaScript."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest

import pipelines.edition
from pipelines.document import Written
from pipelines.request import Period
from pipelines.web.frame.pages import set_page
from pipelines.web.pages import words
from pipelines.wording import Wording

FILES = tuple(
    Written(name, name.capitalize(), Path(f"{name}.md"), f"Over {name}.", "", (), ())
    for name in ("voorwoord", "kerncijfers")
)
FRAME = {"has_menu": True, "job": None, "form_token": "0"}


@pytest.fixture
def asked(monkeypatch, tmp_path):
    """A request for the second chapter; what sets a page counts how often it did."""
    report = SimpleNamespace(languages=("nl", "fr"))
    config = SimpleNamespace(settings=SimpleNamespace(report=report), data=tmp_path)
    request = SimpleNamespace(config=config, period=Period(2025, 3), scope="overzicht", languages=("nl",))
    made = SimpleNamespace(query={"deel": "kerncijfers"}, field=lambda name: "", times=0)
    made.desk = SimpleNamespace(aside=tmp_path)
    (tmp_path / "voorbeeld" / "assets").mkdir(parents=True)

    def write(*_):
        made.times += 1
        return pipelines.edition.WordsDesk(FILES, f"<p>{made.times}</p>")

    monkeypatch.setattr(words, "_request", lambda _: request)
    monkeypatch.setattr(words, "newest_of", lambda *_: tmp_path)
    monkeypatch.setattr(pipelines.edition, "read_words", lambda *_: FILES)
    monkeypatch.setattr(pipelines.edition, "write_words", write)
    return made


def shown(page):
    return set_page(page, Wording("nl"), FRAME)


def test_the_chapter_is_there_before_its_page_is_set(asked):
    text = shown(words.show_words(asked))
    assert asked.times == 0 and "<iframe" not in text
    assert re.search(r"<textarea id=\"text\"[^>]*>Over kerncijfers\.</textarea>", text)
    assert "De pagina wordt gezet" in text  # said while it comes
    assert "onclick" not in text and "<script>" not in text  # the policy allows no code within a page


def test_the_page_comes_after_by_the_address_that_the_chapter_names(asked):
    text = shown(words.show_words(asked))
    (address,) = re.findall(r'hx-get="([^"]+)" hx-trigger="load"', text)
    assert address.replace("&amp;", "&") == (
        "/woorden/blad?periode=2025-K3&scope=overzicht&verslagtaal=nl&deel=kerncijfers"
    )
    paper = shown(words.show_paper(asked))
    assert asked.times == 1 and paper.strip().startswith("<iframe") and "report.html?v=" in paper
    assert (asked.desk.aside / "voorbeeld" / "report.html").read_text() == "<p>1</p>"


def test_without_javascript_a_link_shows_the_same_page_with_it(asked):
    (address,) = re.findall(r'<noscript><p><a href="([^"]+)"', shown(words.show_words(asked)))
    assert address.startswith("/woorden?") and "deel=kerncijfers" in address
    asked.query = {"deel": "kerncijfers", "blad": "1"}
    text = shown(words.show_words(asked))
    assert asked.times == 1 and "<iframe" in text and 'hx-trigger="load"' not in text
