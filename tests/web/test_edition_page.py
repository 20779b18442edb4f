"""The page of the editions: what can be published and what is out already, with names and dates as people write them."""

import re
from datetime import date
from types import SimpleNamespace

import pytest

from pipelines.request import Period
from pipelines.web.frame.pages import set_page
from pipelines.web.pages import edition
from pipelines.wording import Wording

FRAME = {"has_menu": True, "job": None, "form_token": "0"}


def laid(version, status, fingerprint="a", *, state="stands", period="2025-K3", day="2026-12-01"):
    facts = {
        "version": version,
        "status": status,
        "fingerprint": fingerprint,
        "period": period,
        "published": day,
    }
    place = f"MEC/{period}/{version}"
    return edition.Laid(f"/uitgave/editie/{place}", "MEC", facts, ("report.html",), place=place, state=state)


def shown(monkeypatch, concept, editions, period, language="nl"):
    """Show the page of one concept, judged beside these editions."""
    found = edition._out_since(concept.facts, editions, is_year=period.quarter is None)
    beside = edition.Laid(concept.address, "MEC", concept.facts, ("report.pdf",), out_since=found)
    settings = SimpleNamespace(
        report=SimpleNamespace(languages=("nl",)), publication=SimpleNamespace(sign_offs=1)
    )
    words = Wording(language)
    monkeypatch.setattr(edition, "config_of", lambda _: SimpleNamespace(settings=settings))
    monkeypatch.setattr(edition, "period_of", lambda _: period)
    monkeypatch.setattr(edition, "_scopes", lambda _: [("MEC", "Mechelen")])
    monkeypatch.setattr(edition, "_editions", lambda _: iter(editions))
    monkeypatch.setattr(edition, "_concepts", lambda *_: iter([beside]))
    monkeypatch.setattr(edition, "_coming", lambda _: [])
    page = edition.show_editions(SimpleNamespace(words=words))
    return set_page(page, words, FRAME)


QUARTER, YEAR = Period(2025, 3), Period(2025)


@pytest.mark.parametrize(
    ("concept", "out", "period", "can_be_published"),
    [
        (laid(1, "concept"), [], QUARTER, True),
        (laid(1, "concept"), [laid(1, "voorlopig")], QUARTER, False),
        (laid(2, "concept", "b"), [laid(1, "voorlopig")], QUARTER, True),  # something changed since
        (laid(2, "concept"), [laid(1, "voorlopig")], QUARTER, False),  # made anew of the same
        (laid(1, "concept"), [laid(1, "voorlopig", state="retracted")], QUARTER, False),
        (laid(2, "concept"), [laid(1, "voorlopig", state="retracted")], QUARTER, True),
        (laid(1, "concept"), [laid(1, "voorlopig")], YEAR, False),  # its number is given
        (laid(2, "concept"), [laid(1, "voorlopig")], YEAR, True),  # it may become definitive
        (laid(2, "concept"), [laid(1, "definitief")], YEAR, False),
    ],
)
def test_only_what_makes_something_new_can_be_published(monkeypatch, concept, out, period, can_be_published):
    text = shown(monkeypatch, concept, out, period)
    assert ('action="/uitgave/publiceer"' in text) == can_be_published
    assert ('action="/uitgave/teken"' in text) == can_be_published
    assert ("Dit concept is uitgegeven op 1 december 2026." in text) != can_be_published


@pytest.mark.parametrize(
    ("language", "day"), [("nl", "1 december 2026"), ("fr", "1er décembre 2026"), ("en", "1 December 2026")]
)
def test_places_and_days_stand_as_people_write_them(monkeypatch, language, day):
    text = shown(monkeypatch, laid(1, "concept"), [laid(1, "voorlopig")], QUARTER, language)
    told = re.sub(r"<[^>]+>", " ", text[text.index("<main") :])
    assert "Mechelen" in told and day in told
    assert "MEC" not in told and not re.search(r"\d{4}-\d\d-\d\d", told)
    assert date(2026, 12, 1) == laid(1, "voorlopig").day
