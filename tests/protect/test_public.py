"""An outsider with the published files and nothing else."""

from dataclasses import replace
from decimal import Decimal

import pytest
from releases import attendances, patterns, release

from pipelines.errors import ConfigError
from pipelines.protect import (
    Choice,
    DisclosureRules,
    Reason,
    advise,
    attack_tables,
    audit_public,
    protect,
    write_published,
)
from pipelines.tables import Cell, CountTable, Mark, SafeTable

RULES = DisclosureRules()
PERIODS = {"period_code": {f"2025-K{quarter}": "2025" for quarter in (1, 2, 3, 4)}}
ROWS = attendances(number=500)
TABLES = release(ROWS)
COUNTED = {table.name: table for table in TABLES}


@pytest.fixture(scope="module")
def done():
    return protect(TABLES, RULES, PERIODS, worlds=patterns(ROWS))


def primary_only(done):
    """Publish all that was hidden for the sake of other cells."""
    small = {(each.table, each.key) for each in done.log.hidden if each.reason is not Reason.SECONDARY}
    return {
        name: replace(
            table,
            cells={
                key: cell
                if cell.mark is None or (name, key) in small
                else Cell(value=COUNTED[name].counts[key])
                for key, cell in table.cells.items()
            },
        )
        for name, table in done.tables.items()
    }


def test_an_outsider_knows_no_small_cell_of_a_published_edition(done, tmp_path):
    write_published(tmp_path / "published.duckdb", done.tables)
    found = audit_public(tmp_path)
    assert len(found.cells) == len(done.log.hidden)
    assert found.known() == ()


def test_what_an_outsider_finds_is_true(done):
    """A range without the true number would be a sum that does not hold: an audit by it proves nothing."""
    for cell in attack_tables(done.tables).cells:
        value = COUNTED[cell.table].counts[cell.key]
        assert cell.lowest <= value
        assert cell.highest is None or value <= cell.highest


def test_an_outsider_is_left_with_at_least_the_proved_range(done):
    proved = {(each.table, each.key): each for each in done.log.hidden if each.lowest is not None}
    counts = {name for name, table in COUNTED.items() if table.measure != "participant_hours"}
    for cell in attack_tables(done.tables).cells:
        each = proved.get((cell.table, cell.key))
        if each is not None and cell.table in counts:
            assert cell.lowest <= each.lowest
            assert cell.highest is None or cell.highest >= each.highest


def test_with_small_cells_hidden_alone_an_outsider_knows_many(done):
    found = attack_tables(primary_only(done)).known()
    exact = [cell for cell in found if cell.lowest == cell.highest]
    assert len(exact) > 5
    assert all(cell.lowest == COUNTED[cell.table].counts[cell.key] for cell in exact)


def test_an_outsider_adds_quarters_to_years_and_measures_to_each_other():
    ended = (("2025-K1", 9), ("2025-K2", 8), ("2025-K3", 7), ("2025-K4", 6), ("2025", 30))
    early = (("2025-K1", 5), ("2025-K2", None), ("2025-K3", 3), ("2025-K4", 4), ("2025", 14))
    completed = (("2025-K1", 4), ("2025-K2", None), ("2025-K3", 4), ("2025-K4", 2), ("2025", 16))
    tables = {
        f"trajectories.{name}": SafeTable(
            f"trajectories.{name}", ("period_code",), name, "trajectory",
            {(code,): Cell(mark=Mark.SUPPRESSED) if value is None else Cell(value=value) for code, value in cells},
            adds_up=True,
        )
        for name, cells in (("ended", ended), ("early", early), ("completed", completed))
    }  # fmt: skip
    assert {(cell.table, cell.lowest, cell.highest) for cell in attack_tables(tables).cells} == {
        ("trajectories.early", Decimal(2), Decimal(2)),
        ("trajectories.completed", Decimal(6), Decimal(6)),
    }


def test_an_outsider_gives_up_a_guess_that_what_is_shown_contradicts():
    """Waiting is nowhere shown to be more than running, but in the fourth quarter it must be."""
    waiting = (("2025-K1", 1), ("2025-K2", 2), ("2025-K3", 3), ("2025-K4", None), ("2025", 15))
    running = (("2025-K1", 4), ("2025-K2", 4), ("2025-K3", 4), ("2025-K4", 6), ("2025", 18))
    tables = {
        f"lists.{name}": SafeTable(
            f"lists.{name}", ("period_code",), name, "enrolment",
            {(code,): Cell(mark=Mark.SUPPRESSED) if value is None else Cell(value=value) for code, value in cells},
            adds_up=True,
        )
        for name, cells in (("waiting", waiting), ("running", running))
    }  # fmt: skip
    (found,) = attack_tables(tables).cells
    assert (found.lowest, found.highest) == (Decimal(9), Decimal(9))


def test_a_folder_without_an_edition_is_refused(tmp_path):
    with pytest.raises(ConfigError, match="hier staat geen uitgave"):
        audit_public(tmp_path)


def test_advice_names_what_another_choice_of_tables_saves():
    keys = [(prison, "2025", reason) for prison in ("P0", "P1", None) for reason in ("a", "b", "c", None)]
    counts = dict(zip(keys, (2, 3, 40, 45, 1, 60, 3, 64, 3, 63, 43, 109), strict=True))
    table = CountTable(
        "ended.ended", ("prison_code", "period_code", "reason"), "ended", "event", counts,
        adds_up=True, personal=True, contributors=counts,
    )  # fmt: skip
    found = {advice.choice: advice for advice in advise([table], RULES)}
    assert found[Choice.OVERVIEW].cells_then == 4
    assert found[Choice.OVERVIEW].hidden_then == 2
    assert found[Choice.MERGE].labels == ("a", "c")
    assert found[Choice.MERGE].saved > 0


def test_advice_counts_persons_again_when_labels_are_merged():
    advice = next(
        each
        for each in advise(TABLES[:3], RULES, PERIODS, worlds=patterns(ROWS))
        if each.choice is Choice.MERGE and each.table == "participants_by_age_band.participants"
    )
    assert advice.labels == ("A2", "A1")
    assert 0 < advice.hidden_then < advice.hidden
