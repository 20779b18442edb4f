from decimal import Decimal

import pytest

from pipelines.protect import ratio, read_published, write_published
from pipelines.tables import Cell, Mark, SafeTable

DIMENSIONS = ("prison_code", "period_code", "domain_code")


def safe(name, cells, dimensions=DIMENSIONS):
    return SafeTable(name, dimensions, name.split(".")[-1], "sessie", cells, adds_up=True)


HELD = safe("s.sessions_held", {
    (None, "2025", None): Cell(value=90),
    ("GEN", "2025", None): Cell(value=2),
    ("GEN", "2025", "sport"): Cell(mark=Mark.SUPPRESSED),
    ("GEN", "2025", "cultuur"): Cell(value=0),
    ("HOO", "2025", "sport"): Cell(mark=Mark.NOT_AVAILABLE),
    ("HOO", "2025", "cultuur"): Cell(value=1),
})  # fmt: skip
PLANNED = safe("s.sessions_planned", {
    (None, "2025", None): Cell(value=100),
    ("GEN", "2025", None): Cell(value=3),
    ("GEN", "2025", "sport"): Cell(mark=Mark.NOT_AVAILABLE),
    ("GEN", "2025", "cultuur"): Cell(value=0),
    ("HOO", "2025", "sport"): Cell(value=4),
})  # fmt: skip


def rate(above=HELD, below=PLANNED, decimals=1):
    return ratio(above, below, name="s.rate", measure="rate", unit="%", scale=100, decimals=decimals)


def test_what_is_written_is_read_back(tmp_path):
    counted = {("GEN", "2025"): Cell(value=Decimal("1.50")), (None, "2025"): Cell(value=Decimal(3))}
    hours = safe("s.hours", counted, DIMENSIONS[:2])
    tables = {HELD.name: HELD, hours.name: hours}
    write_published(tmp_path / "published.duckdb", tables)
    found = read_published(tmp_path / "published.duckdb")
    assert found == tables
    assert isinstance(found["s.sessions_held"].cells[("GEN", "2025", None)].value, int)
    assert str(found["s.hours"].cells[("GEN", "2025")].value) == "1.50"
    assert [path.name for path in tmp_path.iterdir()] == ["published.duckdb"]


def test_writing_again_replaces_the_file(tmp_path):
    write_published(tmp_path / "published.duckdb", {HELD.name: HELD})
    write_published(tmp_path / "published.duckdb", {PLANNED.name: PLANNED})
    assert list(read_published(tmp_path / "published.duckdb")) == [PLANNED.name]


def test_a_ratio_divides_published_cells_and_rounds_half_up():
    assert rate().cells[(None, "2025", None)] == Cell(value=Decimal("90.0"))
    assert rate().cells[("GEN", "2025", None)] == Cell(value=Decimal("66.7"))
    assert rate(decimals=0).cells[("GEN", "2025", None)] == Cell(value=Decimal(67))


@pytest.mark.parametrize(("key", "mark"), [
    (("GEN", "2025", "sport"), Mark.SUPPRESSED),
    (("HOO", "2025", "sport"), Mark.NOT_AVAILABLE),
    (("HOO", "2025", "cultuur"), Mark.NOT_AVAILABLE),
    (("GEN", "2025", "cultuur"), Mark.NOT_APPLICABLE),
])  # fmt: skip
def test_a_mark_on_either_side_gives_the_mark(key, mark):
    assert rate().cells[key] == Cell(mark=mark)


def test_a_dimension_that_the_denominator_lacks_takes_its_total():
    capacity = safe(
        "p.capacity", {("GEN", "2025"): Cell(value=4), (None, "2025"): Cell(value=40)}, DIMENSIONS[:2]
    )
    assert rate(below=capacity).cells[("GEN", "2025", None)] == Cell(value=Decimal("50.0"))
    with pytest.raises(ValueError, match="domain_code"):
        rate(above=capacity, below=HELD)
