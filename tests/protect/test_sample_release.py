"""The sample's own annual release: everything that the outline shows, and the persons of the sample."""

from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from pipelines.database import open_database
from pipelines.load import load_exports, load_reference, prepare
from pipelines.model import build_models, read_catalogue, read_counts
from pipelines.outline import read_outline
from pipelines.protect import (
    DisclosureRules,
    PersonPatterns,
    Protected,
    Reason,
    audit_edition,
    protect,
    read_patterns,
)
from pipelines.protect.structure.patterns import place_of
from pipelines.release.release_tables import select_release
from pipelines.request.calendar import Period, hierarchy
from pipelines.sources import find_exports, read_contracts, read_sources
from pipelines.tables import Cell, CountTable, Mark

ROOT = Path(__file__).parents[2]
RULES = DisclosureRules()
YEARS = {"period_code": hierarchy(range(2020, 2026))}
MOST_HIDDEN = 0.20
"""The share of counts of persons that may be hidden; what the choice of tables brings it to is in the report."""

pytestmark = pytest.mark.slow


class Sample(NamedTuple):
    tables: tuple[CountTable, ...]
    worlds: PersonPatterns
    done: Protected


@pytest.fixture(scope="module")
def sample():
    contracts = read_contracts(ROOT / "data" / "contracts")
    sources = read_sources(ROOT / "data" / "sources", contracts)
    with closing(open_database()) as database:
        prepare(database, contracts)
        load_reference(database, ROOT / "data" / "reference", contracts)
        exports = find_exports(ROOT / "data" / "sample", sources).exports
        load_exports(
            database, exports, sources, contracts, key=b"x" * 32, received=datetime(2026, 1, 1, tzinfo=UTC)
        )
        models = build_models(database, ROOT / "sql", {"report_year": 2025, "last_date": date(2026, 1, 1)})
        register = read_catalogue(ROOT / "sql")
        counts, worlds = read_counts(database, models, register), read_patterns(database)
    outline = read_outline(ROOT / "data" / "outlines" / "annual.toml")
    tables = select_release(counts, outline, register, Period(2025))
    return Sample(tables, worlds, protect(tables, RULES, YEARS, worlds=worlds))


def audited(sample, tables):
    return audit_edition(sample.tables, tables, RULES, YEARS, worlds=sample.worlds)


def test_no_cell_of_few_persons_is_published(sample):
    small = [
        (table.name, key)
        for table in sample.tables
        if table.personal
        for key, count in table.counts.items()
        if count and 0 < ((table.contributors or {}).get(key) or count) < RULES.threshold
    ]
    assert len(small) > 30
    assert all(sample.done.tables[name].cells[key] == Cell(mark=Mark.SUPPRESSED) for name, key in small)


def test_the_sample_is_proved_again_from_what_is_published(sample):
    found = audited(sample, sample.done.tables)
    assert found.is_clean
    assert all(cell.highest - cell.lowest >= RULES.width for cell in found.proved)


def test_a_part_of_the_trajectories_never_hides_alone(sample):
    """Ended early is interrupted plus dropped out, settled is completed plus dropped out: never one hides alone.

    Only where a release shows all three; the sample's shows the parts and leaves the sums out.
    """
    sums = {
        "trajectories_ended_early": ("trajectories_interrupted", "trajectories_dropped_out"),
        "trajectories_settled": ("trajectories_completed", "trajectories_dropped_out"),
        "trajectories_ended": ("trajectories_completed", "trajectories_ended_early"),
    }
    tables = sample.done.tables
    shown = {name.rpartition(".")[2] for name in tables if name.startswith("trajectories_by_domain.")}
    assert {"trajectories_interrupted", "trajectories_dropped_out", "trajectories_completed"} <= shown
    for total, parts in sums.items():
        if {total, *parts} <= shown:
            cells = [tables[f"trajectories_by_domain.{name}"].cells for name in (total, *parts)]
            hidden = [[each[key].mark is Mark.SUPPRESSED for each in cells] for key in cells[0]]
            assert all(sum(row) != 1 for row in hidden)


def test_publishing_a_hidden_cell_of_the_sample_is_noticed(sample):
    for reason in (Reason.PERSONS, Reason.CONTRIBUTORS, Reason.SECONDARY):
        cell = next(entry for entry in sample.done.log.hidden if entry.reason is reason)
        assert not audited(sample, _published_after_all(sample, cell)).is_clean


def _published_after_all(sample, hidden):
    own = {table.name: table for table in sample.tables}
    place = place_of(own[hidden.table].dimensions, hidden.key)
    tables = dict(sample.done.tables)
    for table in sample.tables:
        if table.measure == own[hidden.table].measure:
            cells = {
                key: Cell(value=table.counts[key]) if place_of(table.dimensions, key) == place else cell
                for key, cell in tables[table.name].cells.items()
            }
            tables[table.name] = replace(tables[table.name], cells=cells)
    return tables


def test_the_share_of_hidden_counts_of_persons_stays_low(sample):
    shown = [
        sample.done.tables[table.name].cells[key].value is not None
        for table in sample.tables
        if table.measure == "participants"
        for key, count in table.counts.items()
        if count
    ]
    assert shown.count(False) / len(shown) <= MOST_HIDDEN


def test_the_sample_rounded_is_proved(sample):
    rules = replace(RULES, method="round5")
    done = protect(sample.tables, rules, YEARS, worlds=sample.worlds)
    found = audit_edition(sample.tables, done.tables, rules, YEARS, worlds=sample.worlds)
    assert found.is_clean
    hidden = [each for each in done.log.hidden if each.table.startswith("participants")]
    assert len(hidden) < sum(each.table.startswith("participants") for each in sample.done.log.hidden) / 2
    assert len(done.log.hidden) < len(sample.done.log.hidden)
