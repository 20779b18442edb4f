"""What opens an edition: findings across chapters, the coordinator's points, prisons side by side."""

from dataclasses import replace

import pytest

from pipelines.document.blocks import Box, Chart, KeyFindings, Note, Table
from pipelines.errors import DocumentError
from pipelines.tables import Cell, Mark
from tests.document.make_believe import by, release
from tests.document.test_compose import blocks, chapter, made, of

RELEASE = release()


def test_an_edition_opens_with_at_most_six_findings_each_of_another_chapter():
    (found,) = blocks(made(), KeyFindings)
    assert 3 <= len(found.items) <= 6
    anchors = [item.anchor for item in found.items]
    assert len(anchors) == len(set(anchors))
    assert all(item.text.endswith(".") and item.number for item in found.items)


def test_a_finding_that_can_not_be_shown_is_not_among_them():
    name = "sessions_by_domain.sessions_cancelled"
    table = RELEASE[name]
    hidden = replace(table, cells={key: Cell(mark=Mark.SUPPRESSED) for key in table.cells})
    (found,) = blocks(made(tables={**RELEASE, name: hidden}), KeyFindings)
    assert not any("afgelast" in item.text for item in found.items)


def test_nothing_that_happened_is_no_finding_unless_it_happened_before():
    """Of a source without cancelled sessions a nought is no news; where there were some a year earlier it is."""
    before = {**RELEASE}
    for name in ("sessions_by_domain.sessions_cancelled", "sessions_by_domain.cancellation_rate"):
        cells = RELEASE[name].cells
        none = {key: Cell(value=0) if key[1].startswith("2025") else cell for key, cell in cells.items()}
        before[name] = replace(RELEASE[name], cells=none)
    alone = {
        name: replace(table, cells={key: cell for key, cell in table.cells.items() if "2024" not in str(key)})
        for name, table in before.items()
    }
    for tables, is_told in ((before, True), (alone, False)):
        (found,) = of(made(tables=tables), "oogopslag", KeyFindings)
        assert any("afgelast" in item.text for item in found.items) == is_told


def test_a_measure_that_no_prison_has_is_no_panel():
    missing = {
        name: replace(table, cells={key: Cell(mark=Mark.NOT_AVAILABLE) for key in table.cells})
        if name == "participants_by_domain.reach_rate"
        else table
        for name, table in RELEASE.items()
    }
    heads = {
        is_whole: [head.text for head in chart.table.head[0]]
        for is_whole, tables in ((True, RELEASE), (False, missing))
        for chart in of(made(tables=tables), "gevangenissen", Chart)
    }
    assert heads[True] == ["bereik", *heads[False]] and heads[False]


def test_without_points_for_policy_an_edition_is_not_definitive(tmp_path):
    (note, *_) = of(made(narrative=tmp_path), "oogopslag", Note)
    assert "niet definitief" in note.text
    with pytest.raises(DocumentError, match=r"aandachtspunten\.md: dit bestand ontbreekt"):
        made(narrative=tmp_path, status="definitief")


def test_the_points_keep_their_numbers(tmp_path):
    file = tmp_path / "2025" / "overzicht" / "nl" / "aandachtspunten.md"
    file.parent.mkdir(parents=True)
    file.write_text("1. Eerst dit.\n2. Dan dat.\n", encoding="utf-8")
    (box,) = of(made(narrative=tmp_path, status="definitief"), "oogopslag", Box)
    assert box.blocks[0].is_ordered
    assert box.blocks[0].items == ("Eerst dit.", "Dan dat.")


def test_that_no_prison_lies_apart_is_said_only_of_what_all_prisons_show():
    (chart,) = [one for one in chapter(made(), "gevangenissen").blocks if isinstance(one, Chart)]
    name = "sessions_by_domain.cancellation_rate"
    assert "aandeel afgelaste sessies" in chart.figure.title
    table = RELEASE[name]
    cells = {
        key: Cell(mark=Mark.SUPPRESSED) if key[0] == "BRU" else cell for key, cell in table.cells.items()
    }
    (chart,) = of(made(tables={**RELEASE, name: replace(table, cells=cells)}), "gevangenissen", Chart)
    assert "aandeel afgelaste sessies" not in chart.figure.title


def test_of_participants_is_only_spoken_where_participants_are_counted():
    groups = {"convicted": 40, "accused": 20, "unknown": 9}
    names = ("population_by_statuut.average_population", "participants_by_statuut.participants")
    tables = {
        name: by(name, "statuut", tuple(groups), groups, unit="person", adds_up=False) for name in names
    }
    document = made(tables={**RELEASE, **tables})
    told = {
        table.caption: any("deelnemers is het statuut niet bekend" in note for note in table.notes)
        for table in blocks(document, Table)
        if table.caption.endswith("naar statuut")
    }
    assert told == {"Gemiddelde bevolking naar statuut": False, "Deelnemers naar statuut": True}
