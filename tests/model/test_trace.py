"""Every cell leads back to files and lines."""

import pytest

from pipelines.database import run
from pipelines.errors import ModelError
from pipelines.model import Origin, trace
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


def lines(db, mart: str, **key: str | None) -> list[tuple[str, int]]:
    return [(origin.file_name, origin.line) for origin in trace(db, SQL, mart, key)]


def test_a_cell_of_sessions_leads_to_its_sessions_and_totals(delivered):
    found = lines(
        delivered, "marts.sessions_by_domain", prison_code="GEN", period_code="2025-K1", domain_code="sport"
    )
    assert found == [("sport.csv", 2), ("totalen.csv", 7)]


def test_a_total_leads_to_all_its_parts(delivered):
    found = lines(
        delivered, "marts.sessions_by_domain", prison_code=None, period_code="2025", domain_code=None
    )
    assert found == [("sport.csv", 2), ("sport.csv", 3), ("sport.csv", 4), ("totalen.csv", 7)]


def test_a_cell_of_persons_leads_to_those_who_came(delivered):
    found = lines(
        delivered, "marts.participants_by_domain", prison_code="GEN", period_code="2025", domain_code=None
    )
    assert found == [("sport.csv", 5)]


def test_a_head_count_leads_to_its_session(delivered):
    found = trace(
        delivered,
        SQL,
        "marts.attendances_by_domain",
        {"prison_code": "ANT", "period_code": "2025", "domain_code": None, "form": None},
    )
    assert Origin("sport.csv", "", 4) in found


def test_an_unknown_mart_is_named(delivered):
    with pytest.raises(ModelError, match=r"marts\.nothing"):
        trace(delivered, SQL, "marts.nothing", {})
