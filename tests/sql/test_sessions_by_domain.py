"""marts.sessions_by_domain"""

from pipelines.database import rows
from tests.sql.warehouse import build
from tests.tabular import given

MODELS = ("marts.sessions_by_domain",)

MEASURES = (
    "activities, sessions_planned, sessions_held, sessions_cancelled, sessions_moved, sessions_not_recorded, "
    "session_hours, supervision_hours"
)


def cell(db, prison, period, domain, measures=MEASURES):
    found = rows(
        db,
        f"select {measures} from marts.sessions_by_domain where prison_code is not distinct from ? "
        "and period_code = ? and domain_code is not distinct from ?",
        [prison, period, domain],
    )
    return tuple(None if value is None else float(value) for value in found[0])


def year_of_sessions(db) -> None:
    given(
        db,
        "raw.session",
        """
        session_id | source_code | delivery_id | prison_code | domain_code | activity_name | session_date | status       | duration_hours
        s1         | ring        | 1           | GEN         | sport       | zaalvoetbal   | 2025-01-07   | held         | 1.5
        s2         | ring        | 1           | GEN         | sport       | zaalvoetbal   | 2025-04-07   | held         | 1.5
        s3         | ring        | 1           | GEN         | sport       | schaken       | 2025-04-08   | cancelled    | 2
        s4         | ring        | 1           | GEN         | cultuur     | koor          | 2025-04-09   | moved        | 2
        s5         | ring        | 1           | ANT         | cultuur     | koor          | 2025-04-10   | planned      | 2
        s6         | ring        | 1           | ANT         | cultuur     | koor          | 2025-12-31   | not_recorded | 2
    """,
    )


def test_counts_sessions_by_what_became_of_them(db):
    year_of_sessions(db)
    build(db, *MODELS)
    assert cell(db, "GEN", "2025", "sport") == (1, 3, 2, 1, 0, 0, 3, None)
    assert cell(db, "GEN", "2025-K2", None) == (1, 3, 1, 1, 1, 0, 1.5, None)
    assert cell(db, None, "2025", None) == (1, 6, 2, 1, 1, 2, 3, None)


def test_an_activity_of_two_quarters_is_one_activity_of_the_year(db):
    year_of_sessions(db)
    build(db, *MODELS)
    quarters = [cell(db, "GEN", f"2025-K{quarter}", "sport", "activities")[0] for quarter in (1, 2, 3, 4)]
    assert sum(quarters) == 2
    assert cell(db, "GEN", "2025", "sport", "activities") == (1,)


def test_activities_that_nobody_named_are_not_counted_as_one(db):
    """Four sports without a name were "1 activiteit": of what holds them nobody knows how many there were."""
    given(
        db,
        "raw.session",
        """
        session_id | source_code | delivery_id | prison_code | domain_code | activity_name | session_date | status    | duration_hours
        s1         | ring        | 1           | GEN         | sport       |               | 2025-01-07   | held      | 1.5
        s2         | ring        | 1           | GEN         | sport       |               | 2025-02-07   | held      | 1.5
        s3         | ring        | 1           | GEN         | cultuur     | koor          | 2025-01-09   | held      | 2
        s4         | ring        | 1           | ANT         | cultuur     |               | 2025-01-10   | cancelled | 2
        s5         | ring        | 1           | ANT         | cultuur     | koor          | 2025-01-11   | held      | 2
    """,
    )
    build(db, *MODELS)
    counts = "activities, sessions_held"
    assert cell(db, "GEN", "2025", "sport", counts) == (None, 2)
    assert cell(db, "GEN", "2025", "cultuur", counts) == (1, 1)
    assert cell(db, "GEN", "2025", None, counts) == (None, 3)
    assert cell(db, None, "2025", "cultuur", counts) == (2, 2)  # of one that was not held nothing counts
    assert cell(db, None, "2025", None, counts) == (None, 4)


def test_missing_is_not_zero(db):
    given(db, "raw.prison", "prison_code | valid_from\nBRU | 2000-01-01")
    year_of_sessions(db)
    build(db, *MODELS)
    assert cell(db, "GEN", "2025-K3", "sport", "sessions_held") == (0,)
    assert cell(db, "GEN", "2024", "sport", "sessions_held") == (None,)
    assert cell(db, "BRU", "2025", "sport", "sessions_held") == (None,)


def test_a_session_that_crosses_a_quarter_changes_exactly_two_quarters(db):
    year_of_sessions(db)
    build(db, *MODELS)
    query = f"select prison_code, period_code, domain_code, {MEASURES} from marts.sessions_by_domain"
    before = set(rows(db, query))
    rows(db, "update raw.session set session_date = '2025-07-01' where session_id = 's2'")
    build(db, *MODELS)
    changed = {row[1] for row in before ^ set(rows(db, query))}
    assert changed == {"2025-K2", "2025-K3", "2025-JTD2"}


def test_a_partner_with_totals_only_is_added(db):
    year_of_sessions(db)
    given(
        db,
        "raw.count",
        """
        organisation_code | prison_code | domain_code | indicator_code | period_code | value
        CAW               | GEN         | sport       | I03            | 2025-K2     | 40
        CAW               | GEN         | welzijn     | I06            | 2025-K2     | 12.5
    """,
    )
    build(db, *MODELS)
    assert cell(db, "GEN", "2025-K2", "sport", "sessions_held") == (41,)
    assert cell(db, "GEN", "2025", None, "sessions_held, session_hours") == (42, 15.5)
    assert cell(db, "GEN", "2025", "welzijn", "sessions_held, session_hours") == (None, 12.5)
