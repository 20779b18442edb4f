"""What an outline asks and the release can't show is said for what it is, or shown as a table."""

import dataclasses
from typing import Any

import pytest

from pipelines.document import compose
from pipelines.document.blocks import Chart, Note, Table
from pipelines.document.context import evidence_of
from pipelines.findings import Scene
from pipelines.findings.scene import plain
from pipelines.outline import read_outline
from pipelines.tables import Cell, Mark
from pipelines.wording import Wording
from tests.document.make_believe import by, facts, release, safe, vocabulary
from tests.document.test_compose import OUTLINES, blocks, chapter, made, within

RELEASE = release()


def notes(document: Any, anchor: str) -> list[Note]:
    return [block for block in chapter(document, anchor).blocks if isinstance(block, Note)]


SITUATED = """
[[chapters]]
anchor = "situering"
title = { nl = "Situering" }

[[chapters.blocks]]
kind = "table"
measures = ["population.average_population", "population.beds", "population.throughput"]
rows = "quarters"
total = true
"""


@pytest.fixture
def situated(tmp_path):
    """Compose one chapter with a table of the population by quarter."""
    path = tmp_path / "outline.toml"
    path.write_text(SITUATED, "utf-8")

    def composed(tables: Any = RELEASE, **changed: Any) -> Any:
        return compose(read_outline(path), tables, facts(**changed), vocabulary())

    return composed


def hidden(name: str, shown: str) -> dict[str, Any]:
    """Give the release with only one part of a table shown."""
    table = RELEASE[name]
    cells = {
        key: cell if key[-1] in (None, shown) else Cell(mark=Mark.SUPPRESSED)
        for key, cell in table.cells.items()
    }
    return {**RELEASE, name: dataclasses.replace(table, cells=cells)}


def test_what_every_prison_delivered_is_not_called_missing_where_only_the_total_lacks(situated):
    told = [note for note in notes(situated(), "situering") if "die verbleven" in note.text]
    assert [note.kind for note in told] == ["note"]
    assert told[0].text == (
        "Voor 2025 zijn deze cijfers er enkel per gevangenis, en ze tellen niet op tot een totaal: "
        "personen die verbleven."
    )


def test_what_no_prison_delivered_is_missing(situated):
    table = RELEASE["population.throughput"]
    none = {key: Cell(mark=Mark.NOT_AVAILABLE) for key in table.cells}
    document = situated({**RELEASE, table.name: dataclasses.replace(table, cells=none)})
    told = [note for note in notes(document, "situering") if "die verbleven" in note.text]
    assert [note.kind for note in told] == ["missing"]
    assert "leverde geen enkele partner deze gegevens: personen die verbleven" in told[0].text


DOMAIN_PARTS = frozenset(
    {("participants_by_domain.participants", None), ("participants_by_domain.participants", "sport")}
)
PARTS = frozenset({("population.throughput", None), ("population.throughput", "sport")})


def test_what_came_by_quarter_and_makes_no_year_is_not_called_undelivered(situated):
    table = RELEASE["population.throughput"]
    none = {key: Cell(mark=Mark.NOT_AVAILABLE) for key in table.cells}
    tables = {**RELEASE, table.name: dataclasses.replace(table, cells=none)}
    told = [note for note in notes(situated(tables, in_parts=PARTS), "situering") if "verbleven" in note.text]
    assert [note.kind for note in told] == ["note"]
    assert told[0].text == (
        "Voor 2025 zijn deze cijfers er niet: personen die verbleven. Wat de partners in delen leverden, "
        "bijvoorbeeld per kwartaal of per gevangenis, telt niet op tot een totaal."
    )


def test_what_came_of_one_domain_is_missing_in_another():
    evidence = evidence_of(RELEASE, facts(in_parts=DOMAIN_PARTS), vocabulary(), Wording("nl"))
    name = "participants_by_domain.participants"
    assert evidence.is_in_parts(name, "sport")
    assert evidence.is_in_parts(name, None)
    assert not evidence.is_in_parts(name, "cultuur")


def test_a_rate_came_in_parts_when_both_its_sides_did():
    both = {("population.average_population", None), ("population.capacity_official", None)}
    for parts in (both, {*list(both)[:1]}):
        evidence = evidence_of(RELEASE, facts(in_parts=frozenset(parts)), vocabulary(), Wording("nl"))
        assert evidence.is_in_parts("population.occupancy_rate", None) == (parts == both)


def test_a_sentence_does_not_say_that_nobody_delivered_what_came_in_parts():
    table = RELEASE["population.throughput"]
    none = {key: Cell(mark=Mark.NOT_AVAILABLE) for key in table.cells}
    tables = {**RELEASE, table.name: dataclasses.replace(table, cells=none)}
    scene = Scene(table.name, {"prison_code": None}, "2025", "2024")
    said = {
        parts: plain(evidence_of(tables, facts(in_parts=parts), vocabulary(), Wording("nl")), scene).text
        for parts in (frozenset(), PARTS)
    }
    assert "geen enkele partner leverde het" in said[frozenset()]
    assert said[PARTS].endswith("niet bekend: wat de partners in delen leverden, telt niet op")


def test_what_is_hidden_is_headed_as_not_shown(situated):
    table = RELEASE["population.beds"]
    none = {key: Cell(mark=Mark.SUPPRESSED) for key in table.cells}
    document = situated({**RELEASE, table.name: dataclasses.replace(table, cells=none)})
    assert "hidden" in [note.kind for note in notes(document, "situering")]


def test_one_shown_part_is_a_table_and_two_are_a_chart():
    name = "cancellations_by_reason.sessions_cancelled"
    reasons = [block for block in chapter(made(), "afgelast").blocks if isinstance(block, Chart)]
    assert any("naar reden" in chart.figure.subtitle for chart in reasons)
    few = chapter(made(tables=hidden(name, "strike")), "afgelast").blocks
    assert not any(
        "afgelaste sessies naar reden" in block.figure.subtitle for block in few if isinstance(block, Chart)
    )
    table = next(block for block in few if isinstance(block, Table))
    assert table.caption == "Afgelaste sessies naar reden"
    assert [cell.text for cell in next(row for row in table.body if row.header == "Staking").cells][
        -2
    ] != "[o]"
    assert sum(cell.mark == "o" for row in table.body for cell in row.cells) >= 5


def test_a_domain_lists_its_own_subdomains_only():
    codes = {"teamsport": 40, "fitness": 60, "muziek": 20}
    table = by("sessions_by_subdomain.sessions_held", "subdomain_code", tuple(codes), codes, unit="session")
    parents = {"teamsport": "sport", "fitness": "sport", "muziek": "cultuur"}
    document = made(tables={**RELEASE, table.name: table}, subdomains=parents)
    listed = {
        one.domain: [row.header for row in block.body]
        for one in document.chapters
        for block in within(one.blocks)
        if isinstance(block, Table) and block.stub == "Subdomein" and one.domain
    }
    assert listed == {"sport": ["Fitness", "Teamsport"], "cultuur": ["Muziek"]}


def test_a_workspace_without_subdomains_has_no_such_table_and_no_word_about_it():
    assert facts().subdomains == {}
    table = safe("sessions_by_subdomain.sessions_held", ("prison_code", "period_code", "subdomain_code"), {})
    document = made(tables={**RELEASE, table.name: table})
    assert "Subdomein" not in [block.stub for block in blocks(document, Table)]
    assert not any("subdomein" in note.text for note in blocks(document, Note))


def test_a_chapter_starts_a_page_as_the_outline_says():
    document = compose(read_outline(OUTLINES / "annual.toml"), RELEASE, facts(), vocabulary())
    assert chapter(document, "gevangenissen").page == "whole"
    assert chapter(document, "voorwoord").page == "new"
    assert chapter(document, "situering").page is None
