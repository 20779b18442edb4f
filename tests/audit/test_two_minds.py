"""Who decides and who audits share no relation and no rule: a fault planted in either is caught by the other.

Each test first shows that the one with the fault sees nothing wrong by itself.
"""

from dataclasses import replace

import pytest
from hand import attack, printed
from releases import attendances, release

from pipelines.audit import Rules, read_editions, recount
from pipelines.database import run
from pipelines.protect import DisclosureRules, Reason, audit_edition, protect
from pipelines.tables import Cell

RULES = DisclosureRules()
PERIODS = {"period_code": {f"2025-K{quarter}": "2025" for quarter in (1, 2, 3, 4)}}


def _without_year_to_date(table):
    """Keep quarters and years: that is what PERIODS tells the decider of."""
    kept = {key: value for key, value in table.counts.items() if "2025-JTD2" not in key}
    return replace(table, counts=kept, contributors={key: table.contributors[key] for key in kept})


EVENTS = tuple(
    _without_year_to_date(table)
    for table in release(attendances(number=400))
    if table.measure == "attendances"
)
COUNTED = {table.name: table for table in EVENTS}


def with_shown(done, *reasons):
    """Show what was hidden for one of these reasons."""
    wanted = {(each.table, each.key) for each in done.log.hidden if each.reason in reasons}
    return {
        name: replace(
            table,
            cells={
                key: Cell(value=COUNTED[name].counts[key]) if (name, key) in wanted else cell
                for key, cell in table.cells.items()
            },
        )
        for name, table in done.tables.items()
    }


@pytest.fixture(scope="module")
def done():
    return protect(EVENTS, RULES, PERIODS)


@pytest.fixture
def counted(db):
    """A warehouse whose marts hold the counts, without a list of attendances."""
    run(db, "create schema marts")
    run(db, "create schema core")
    run(
        db,
        "create table core.attendance as select 1 as person_number, '' as prison_code, '' as domain_code, "
        "'' as form, date '2025-01-01' as month_start, true as is_attended limit 0",
    )
    run(
        db,
        "create table core.period_month as select '' as period_code, date '2025-01-01' as month_start limit 0",
    )
    for table in EVENTS:
        names = ", ".join(f"{name} varchar" for name in table.dimensions)
        mart = f"marts.{table.name.split('.')[0]}"
        run(db, f"create table {mart} ({names}, {table.measure} bigint, {table.measure}_persons bigint)")
        for key, value in table.counts.items():
            marks = ", ".join("?" for _ in range(len(key) + 2))
            run(
                db,
                f"insert into {mart} values ({marks})",
                [*key, value, (table.contributors or {}).get(key, 0)],
            )
    return db


def test_a_sound_release_is_clean_to_both(done, tmp_path, counted):
    assert audit_edition(EVENTS, done.tables, RULES, PERIODS).is_clean
    folder = printed(tmp_path, done.tables)
    assert attack(folder).is_clean
    (edition,) = read_editions([folder])
    again = recount(counted, edition, Rules())
    assert again.unsafe
    assert again.exposed == ()


def test_a_relation_that_the_decider_forgets_is_found_by_the_auditor(tmp_path):
    """It forgets that quarters make a year."""
    blind = protect(EVENTS, RULES, {})
    assert audit_edition(EVENTS, blind.tables, RULES, {}).is_clean
    assert attack(printed(tmp_path, blind.tables)).exact


def test_a_relation_that_the_auditor_forgets_is_found_by_the_decider(done, tmp_path, monkeypatch):
    """It forgets every sum."""
    monkeypatch.setattr("pipelines.audit.outside.attack.write_sums", lambda *_: None)
    shown = with_shown(done, Reason.SECONDARY)
    assert attack(printed(tmp_path, shown)).is_clean
    assert audit_edition(EVENTS, shown, RULES, PERIODS).open


def test_an_unsafe_cell_that_the_decider_overlooks_is_found_by_the_auditor(
    done, tmp_path, monkeypatch, counted
):
    monkeypatch.setattr("pipelines.protect.decision.preparation.unsafe_cells", lambda *_: {})
    shown = protect(EVENTS, RULES, PERIODS).tables
    assert audit_edition(EVENTS, shown, RULES, PERIODS).is_clean
    (edition,) = read_editions([printed(tmp_path, shown)])
    assert recount(counted, edition, Rules()).exposed


def test_an_unsafe_cell_that_the_auditor_overlooks_is_found_by_the_decider(
    done, tmp_path, monkeypatch, counted
):
    monkeypatch.setattr("pipelines.audit.inside.counting._is_unsafe", lambda *_: False)
    shown = with_shown(done, Reason.CONTRIBUTORS, Reason.PERSONS)
    (edition,) = read_editions([printed(tmp_path, shown)])
    assert recount(counted, edition, Rules()).exposed == ()
    assert audit_edition(EVENTS, shown, RULES, PERIODS).exposed
