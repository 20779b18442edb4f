"""Three computations of the same figures that share no code: sql/, pandas on the raw files, and the simulation."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from pipelines.database import Database, open_database
from pipelines.load import LoadReport, load_exports, load_reference, prepare
from pipelines.model import build_models, read_catalogue, read_counts, trace
from pipelines.outline import all_measures_of, along_own_dimensions, read_outline
from pipelines.release.figures import make_rates
from pipelines.sources import find_exports, own_dimensions, read_contracts, read_sources
from pipelines.tables import Cell, CountTable, Mark, SafeTable
from tests.oracle.available import available, stated
from tests.oracle.counting import Cells
from tests.oracle.oracle import marts

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "data" / "sample"
ROUNDING = 6e-5
"""Marts keep four decimals of hours and averages."""
REFERENCE = ROOT / "data" / "reference"


@pytest.fixture(scope="module")
def warehouse() -> Iterator[tuple[Database, LoadReport]]:
    contracts = read_contracts(ROOT / "data" / "contracts")
    sources = read_sources(ROOT / "data" / "sources", contracts)
    database = open_database()
    prepare(database, contracts)
    load_reference(database, REFERENCE, contracts)
    exports = find_exports(SAMPLE, sources).exports
    received = datetime(2026, 1, 1, tzinfo=UTC)
    report = load_exports(database, exports, sources, contracts, key=b"x" * 32, received=received)
    yield database, report
    database.close()


@pytest.fixture(scope="module")
def tables(warehouse: tuple[Database, LoadReport]) -> tuple[CountTable, ...]:
    database, _ = warehouse
    models = build_models(database, ROOT / "sql", {"report_year": 2025, "last_date": date(2026, 1, 1)})
    return read_counts(database, models, read_catalogue(ROOT / "sql"))


@pytest.fixture(scope="module")
def counted(tables: tuple[CountTable, ...]) -> dict[str, Cells]:
    behind = {f"{table.name}_persons": _cells(table.contributors) for table in tables if table.contributors}
    return {**{table.name: _cells(table.counts) for table in tables}, **behind}


@pytest.fixture(scope="module")
def truth() -> dict[str, Mapping[str, object]]:
    return json.loads((SAMPLE / "truth.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def oracle() -> dict[str, Cells]:
    return marts(SAMPLE, REFERENCE)


def _cells(counts: Mapping[tuple[str | None, ...], object]) -> Cells:
    return {key: float(str(value)) for key, value in counts.items() if value}


def _true_cells(table: Mapping[str, object]) -> Cells:
    return {tuple(cell[:-1]): cell[-1] for cell in table["cells"]}


def _differences(found: Cells, wanted: Cells) -> dict[object, tuple[float, float]]:
    return {
        key: (found.get(key, 0), wanted.get(key, 0))
        for key in found.keys() | wanted.keys()
        if abs(found.get(key, 0) - wanted.get(key, 0)) > ROUNDING
    }


def _wrong(found: Mapping[str, Cells], wanted: Mapping[str, Cells]) -> dict[str, object]:
    compared = {name: _differences(found[name], wanted.get(name, {})) for name in found}
    return {name: differences for name, differences in compared.items() if differences}


def test_every_mart_equals_the_pandas_computation_at_every_level(counted, oracle):
    assert sorted(counted.keys() - oracle.keys()) == []
    assert _wrong(counted, oracle) == {}


@pytest.mark.parametrize(
    ("name", "subject"),
    [
        ("sessions_by_domain.sessions_held", "sessions"),
        ("sessions_by_domain.sessions_cancelled", "sessions"),
        ("attendances_by_domain.attendances", "attendances"),
        ("participants_by_domain.participants", "persons"),
        ("attendance_status.expected_attendances", "persons"),
        ("trajectories_by_domain.trajectories_started", "trajectories"),
        ("trajectories_by_domain.trajectories_ended", "trajectories"),
    ],
)
def test_a_cell_is_known_when_something_was_delivered_for_it_and_only_then(name, subject, tables):
    (table,) = (table for table in tables if table.name == name)
    wanted = available(SAMPLE)[subject] | stated(SAMPLE, table.measure)
    known = {key[:3] for key, value in table.counts.items() if value is not None}
    assert known == wanted
    assert known < {key[:3] for key in table.counts}


def test_no_indicator_is_left_without_a_test(oracle, rates):
    indicators = read_catalogue(ROOT / "sql").indicators.values()
    compared = {name.split(".")[1] for name in oracle}
    assert {one.measure for one in indicators if one.kind == "count"} <= compared
    divided = {f"{mart}.{one.measure}" for one in indicators for mart in one.per}
    assert {one.measure for one in indicators if one.kind == "ratio"} == {
        name.split(".")[1] for name in divided
    }
    assert divided == rates.keys() - oracle.keys()


@pytest.mark.parametrize(("name", "at_least"), [("annual", 70), ("quarterly", 15)])
def test_no_outline_publishes_what_is_not_compared(name, at_least, oracle, rates):
    # Of dimensions that a workspace adds, tests/test_own_dimension.py counts the export's own lines.
    own = own_dimensions(read_contracts(ROOT / "data" / "contracts"))
    outline = along_own_dimensions(read_outline(ROOT / "data" / "outlines" / f"{name}.toml"), tuple(own))
    published = {measure for block in outline.blocks for measure in all_measures_of(block)}
    published |= {chapter.lead for chapter in outline.chapters if chapter.lead}
    # A long mart is published by the workspace's own dimensions, of which the sample has none: tests/sql/test_labels.py.
    published -= {measure for measure in published if measure.startswith("counts_by_dimension.")}
    assert len(published) >= at_least
    assert published <= oracle.keys() | rates.keys()


@pytest.fixture(scope="module")
def rates(tables: tuple[CountTable, ...]) -> Mapping[str, SafeTable]:
    """All rates when all that was counted is published."""
    return make_rates({table.name: _published(table) for table in tables}, read_catalogue(ROOT / "sql"))


@pytest.mark.parametrize(
    ("indicator", "mart"),
    [(one, mart) for one in read_catalogue(ROOT / "sql").of_kind("ratio") for mart in one.per],
    ids=lambda one: getattr(one, "code", one),
)
def test_every_rate_is_the_division_of_the_pandas_counts(indicator, mart, rates, tables, oracle):
    above, below = (
        side if "." in side else f"{mart}.{side}" for side in (indicator.numerator, indicator.denominator)
    )
    dimensions = {table.name: table.dimensions for table in tables}

    def divisor_of(key: tuple[str | None, ...]) -> float:
        labels = dict(zip(dimensions[above], key, strict=True))
        return oracle[below].get(tuple(labels.get(name) for name in dimensions[below]), 0)

    cells = rates[f"{mart}.{indicator.measure}"].cells
    known = {key: cell.value for key, cell in cells.items() if cell.value is not None}
    assert {key for key in oracle[above] if divisor_of(key)} <= known.keys()
    for key, value in known.items():
        # what is not in the oracle's cells is 0
        exact = indicator.scale * oracle[above].get(key, 0) / divisor_of(key)
        assert abs(float(value) - exact) <= 0.5 * 10.0**-indicator.decimals + ROUNDING, key
    assert len(known) > 3


def _published(table: CountTable) -> SafeTable:
    """Publish all that was counted: the rate is looked at here, not what may be shown."""
    cells = {
        key: Cell(mark=Mark.NOT_AVAILABLE) if value is None else Cell(value)
        for key, value in table.counts.items()
    }
    return SafeTable(table.name, table.dimensions, table.measure, table.unit, cells, adds_up=False)


def test_every_measure_of_every_mart_has_cells_in_the_sample(counted):
    assert [name for name, cells in sorted(counted.items()) if not cells] == []


def test_the_pandas_computation_equals_the_truth_of_the_simulation(oracle, truth):
    true = {name: _true_cells(table) for name, table in truth["tables"].items()}
    assert _wrong({name: oracle[name] for name in true}, true) == {}


def test_every_mart_equals_the_truth_of_the_simulation(counted, truth):
    true = {name: _true_cells(table) for name, table in truth["tables"].items()}
    assert _wrong({name: counted[name] for name in true}, true) == {}


def test_every_line_of_every_file_becomes_what_the_truth_says(warehouse, truth):
    _, report = warehouse
    found: dict[str, dict[str, object]] = {}
    for part in report.deliveries:
        line = found.setdefault(part.file, {}).setdefault(
            part.dataset, {"rows": 0, "accepted": 0, "duplicate": 0, "skipped": 0, "rejected": {}}
        )
        for name, value in (
            ("rows", part.read),
            ("accepted", part.accepted),
            ("duplicate", part.duplicate),
            ("skipped", part.skipped),
        ):
            line[name] += value
        line["rejected"] |= part.reasons
    assert found == {name: file["datasets"] for name, file in truth["files"].items()}


def test_a_quarter_that_was_not_delivered_is_not_available_and_not_zero(warehouse, counted, truth):
    assert truth["not_delivered"] == [{"source": "arbv_gesprekken", "period_code": "2025-K2"}]
    database, _ = warehouse
    found = database.execute(
        "select sessions_held from marts.sessions_by_domain "
        "where prison_code = 'MEC' and period_code = '2025-K2' and domain_code = 'tewerkstelling'"
    ).fetchall()
    assert found == [(None,)]


def test_participants_of_domains_do_not_add_up_to_the_participants(oracle):
    cells = oracle["participants_by_domain.participants"]
    added = sum(value for key, value in cells.items() if key[:2] == ("GEN", "2025") and key[2] is not None)
    assert added > 1.5 * cells["GEN", "2025", None]


def _traced(database: Database, table: CountTable, prison: str) -> dict[tuple[str | None, ...], int]:
    """Say of each cell of a prison's year that is not 0 to how many lines it leads."""
    keys = [key for key, count in table.counts.items() if count and key[:2] == (prison, "2025")]
    return {
        key: len(trace(database, ROOT / "sql", table.name, dict(zip(table.dimensions, key, strict=True))))
        for key in keys
    }


def test_every_cell_leads_to_lines(warehouse, tables):
    database, _ = warehouse
    traced = {table.name: _traced(database, table, "GEN") for table in tables}
    lost = {name: [key for key, lines in cells.items() if not lines] for name, cells in traced.items()}
    assert {name for name, keys in lost.items() if keys} == {
        f"completeness.deliveries_{what}" for what in ("expected", "received", "missing")
    }


@pytest.mark.parametrize("measure", ["sessions_planned", "sessions_held", "sessions_cancelled"])
def test_a_count_of_sessions_leads_to_as_many_lines(warehouse, tables, measure):
    database, _ = warehouse
    (table,) = (table for table in tables if table.name == f"sessions_by_organisation.{measure}")
    without_lines = {
        name for (name,) in database.execute("select organisation_code from core.total").fetchall()
    }
    traced = _traced(database, table, "LEC")
    compared = {key: lines for key, lines in traced.items() if key[2] not in {None, *without_lines}}
    assert len(compared) > 10
    assert compared == {key: table.counts[key] for key in compared}
