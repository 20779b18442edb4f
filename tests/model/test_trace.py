"""Every cell leads back to files and lines."""

import pytest

from pipelines.database import run
from pipelines.errors import ConfigError
from pipelines.model import CellOrigin, labels_without_cells, list_origins, trace
from tests.sql.warehouse import SQL, build, create_raw
from tests.tabular import given


@pytest.fixture
def delivered(db):
    create_raw(db)
    run(db, "create schema load")
    run(db, "create table load.delivery (delivery_id bigint, file_name varchar)")
    run(db, "insert into load.delivery values (1, 'sport.csv'), (2, 'totalen.csv')")
    given(
        db,
        "raw.session",
        """
        session_id | prison_code | organisation_code | domain_code | session_date | status    | line | head_count
        s1         | GEN         | RING              | sport       | 2025-01-08   | held      | 2    |
        s2         | GEN         | RING              | sport       | 2025-04-08   | cancelled | 3    |
        s3         | ANT         | RING              | sport       | 2025-01-09   | held      | 4    | 12
    """,
    )
    given(
        db,
        "raw.attendance",
        """
        session_id | person_id | status  | line
        s1         | ada       | present | 5
        s1         | bob       | absent  | 6
    """,
    )
    given(
        db,
        "raw.count",
        """
        organisation_code | prison_code | domain_code | indicator_code | period_code | value | delivery_id | line
        CAW               | GEN         | sport       | I03            | 2025-K1     | 9     | 2           | 7
    """,
    )
    build(db, "marts.sessions_by_domain", "marts.participants_by_domain", "marts.attendances_by_domain")
    return db


def lines(db, cell: str, **key: str | None) -> list[tuple[str, int]]:
    return [(origin.file_name, origin.line) for origin in trace(db, SQL, cell, key)]


def test_a_cell_of_sessions_leads_to_its_sessions_and_totals(delivered):
    cell = {"prison_code": "GEN", "period_code": "2025-K1", "domain_code": "sport"}
    assert lines(delivered, "sessions_by_domain.sessions_held", **cell) == [
        ("sport.csv", 2),
        ("totalen.csv", 7),
    ]


def test_only_the_rows_that_the_measure_counts_are_named(delivered):
    cell = {"prison_code": "GEN", "period_code": "2025"}
    assert lines(delivered, "sessions_by_domain.sessions_cancelled", **cell) == [("sport.csv", 3)]
    assert lines(delivered, "sessions_by_domain.sessions_moved", **cell) == []


def test_a_total_leads_to_all_its_parts(delivered):
    cell = {"prison_code": None, "period_code": "2025", "domain_code": None}
    assert lines(delivered, "sessions_by_domain.sessions_planned", **cell) == [
        ("sport.csv", 2),
        ("sport.csv", 3),
        ("sport.csv", 4),
    ]


def test_a_cell_of_persons_leads_to_those_who_came(delivered):
    cell = {"prison_code": "GEN", "period_code": "2025"}
    assert lines(delivered, "participants_by_domain.participants", **cell) == [("sport.csv", 5)]


def test_a_head_count_leads_to_its_session(delivered):
    cell = {"prison_code": "ANT", "period_code": "2025"}
    assert lines(delivered, "attendances_by_domain.attendances", **cell) == [("sport.csv", 4)]


def test_a_rate_leads_to_the_lines_of_what_it_divides(delivered):
    cell = {"prison_code": "GEN", "period_code": "2025"}
    assert lines(delivered, "sessions_by_domain.cancellation_rate", **cell) == [
        ("sport.csv", 2),
        ("sport.csv", 3),
    ]


@pytest.mark.parametrize(
    ("cell", "key", "complaint"),
    [
        ("nothing.sessions_held", {"period_code": "2025"}, "geen tabel nothing"),
        ("sessions_by_domian.sessions_held", {"period_code": "2025"}, r"bedoelt u sessions_by_domain\?"),
        ("sessions_held", {"period_code": "2025"}, "de tabel ontbreekt; verwacht TABEL.MAAT"),
        ("", {"period_code": "2025"}, "de tabel ontbreekt"),
        ("sessions_by_domain.nothing", {"period_code": "2025"}, "sessions_by_domain heeft geen maat nothing"),
        ("sessions_by_domain.session_held", {"period_code": "2025"}, r"bedoelt u sessions_held\?"),
        ("sessions_by_domain.participants", {"period_code": "2025"}, "geen maat participants"),
        ("sessions_by_domain.sessions_held", {"period_code": "2025", "gender": "V"}, "gevonden .*gender"),
        ("sessions_by_domain.sessions_held", {"prison_code": "GEN"}, "verwacht period_code"),
    ],
)
def test_what_does_not_exist_is_named(delivered, cell, key, complaint):
    with pytest.raises(ConfigError, match=complaint):
        trace(delivered, SQL, cell, key)


def test_a_cell_may_be_named_with_its_layer(delivered):
    cell = {"prison_code": "GEN", "period_code": "2025"}
    named, short = "marts.sessions_by_domain.sessions_held", "sessions_by_domain.sessions_held"
    assert lines(delivered, named, **cell) == lines(delivered, short, **cell) != []


def test_a_label_that_no_cell_has_is_named_with_those_that_there_are(delivered):
    key = {"prison_code": "GNE", "period_code": "2025", "domain_code": "sport"}
    (told,) = labels_without_cells(delivered, SQL, "sessions_by_domain.sessions_held", key)
    assert (
        told
        == "prison_code=GNE: marts.sessions_by_domain heeft daarvan geen cel (bedoelt u GEN?); wel van ANT, GEN"
    )


def test_lines_are_told_in_runs_by_file_and_sheet():
    origins = [CellOrigin("a.csv", "", line) for line in (2, 3, 4, 7)] + [CellOrigin("b.xlsx", "jan", 5)]
    assert list_origins(origins) == ("a.csv: regels 2-4, 7", "b.xlsx, blad jan: regel 5")
