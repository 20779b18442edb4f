"""What was delivered: there, none means zero; elsewhere it means not known."""

from pipelines.database import rows
from tests.sql.warehouse import build
from tests.tabular import given

MODELS = (
    "core.delivered_month",
    "core.registered_subject",
    "core.reporting_grid",
)


def months(db, prison: str, domain: str, subject: str = "sessions") -> list[str]:
    found = rows(
        db,
        "select month_start from core.delivered_month where (prison_code, domain_code, subject) = (?, ?, ?) order by all",
        [prison, domain, subject],
    )
    return [f"{day:%Y-%m}" for (day,) in found]


def test_a_delivery_speaks_for_the_months_between_its_first_and_its_last_row(db):
    given(
        db,
        "raw.session",
        """
        session_id | source_code | delivery_id | prison_code | domain_code | session_date | status
        s1         | ring        | 1           | GEN         | sport       | 2025-01-07   | held
        s2         | ring        | 1           | GEN         | sport       | 2025-03-08   | held
    """,
    )
    build(db, *MODELS)
    assert months(db, "GEN", "sport") == ["2025-01", "2025-02", "2025-03"]


def test_a_partner_that_delivers_two_domains_says_none_where_only_one_has_rows(db):
    given(
        db,
        "raw.session",
        """
        session_id | source_code | delivery_id | prison_code | domain_code | session_date | status
        s1         | ring        | 1           | GEN         | sport       | 2025-01-07   | held
        s2         | ring        | 1           | GEN         | cultuur     | 2025-01-08   | held
        s3         | ring        | 2           | GEN         | cultuur     | 2025-04-08   | held
    """,
    )
    build(db, *MODELS)
    assert months(db, "GEN", "sport") == ["2025-01", "2025-04"]


def test_a_file_of_one_prison_says_nothing_of_another(db):
    given(
        db,
        "raw.session",
        """
        session_id | source_code | delivery_id | prison_code | domain_code | session_date | status
        s1         | ring        | 1           | GEN         | sport       | 2025-01-07   | held
        s2         | ring        | 2           | ANT         | sport       | 2025-02-08   | held
    """,
    )
    build(db, *MODELS)
    assert months(db, "ANT", "sport") == ["2025-02"]


def test_a_file_of_several_prisons_says_none_of_the_one_it_leaves_out(db):
    given(
        db,
        "raw.session",
        """
        session_id | source_code | delivery_id | prison_code | domain_code | session_date | status
        s1         | ring        | 1           | GEN         | sport       | 2025-01-07   | held
        s2         | ring        | 1           | ANT         | sport       | 2025-01-08   | held
        s3         | ring        | 2           | GEN         | sport       | 2025-04-08   | held
        s4         | ring        | 2           | BRU         | sport       | 2025-04-08   | held
    """,
    )
    build(db, *MODELS)
    assert months(db, "ANT", "sport") == ["2025-01", "2025-04"]


def test_a_slip_in_a_date_does_not_fill_the_years_before_what_is_expected(db):
    given(
        db,
        "raw.expected",
        """
        source_code | dataset | frequency | valid_from | valid_to
        ring        | session | quarter   | 2025-01-01 |
    """,
    )
    given(
        db,
        "raw.session",
        """
        session_id | source_code | delivery_id | prison_code | domain_code | session_date | status
        slip       | ring        | 1           | GEN         | sport       | 2020-02-07   | held
        s2         | ring        | 1           | GEN         | sport       | 2025-01-08   | held
    """,
    )
    build(db, *MODELS)
    assert months(db, "GEN", "sport") == ["2025-01"]


def test_what_a_partner_registers_is_known_by_what_it_fills_in(db):
    given(
        db,
        "raw.session",
        """
        session_id | source_code | delivery_id | prison_code | domain_code | session_date | status | duration_hours
        s1         | ring        | 1           | GEN         | sport       | 2025-01-07   | held   | 2
    """,
    )
    given(
        db,
        "raw.attendance",
        """
        session_id | person_id | status | source_code | delivery_id
        s1         | ada       | absent | ring        | 1
    """,
    )
    build(db, *MODELS)
    found = rows(db, "select distinct subject from core.registered_subject order by all")
    assert [subject for (subject,) in found] == [
        "attendances",
        "participant_hours",
        "persons",
        "session_hours",
        "sessions",
    ]


def test_a_prison_that_is_closed_has_no_cells(db):
    given(
        db,
        "raw.prison",
        """
        prison_code | prison_name | valid_from | valid_to
        OUD         | Oud         | 2000-01-01 | 2025-04-01
        NIE         | Nieuw       | 2025-04-01 |
    """,
    )
    given(db, "raw.domain", "domain_code | domain_order\nsport | 1")
    build(db, *MODELS)
    found = rows(
        db,
        "select period_code, prison_code from core.reporting_grid where domain_code = 'sport' and prison_code is not null "
        "and period_code in ('2025-K1', '2025-K2', '2025') order by all",
    )
    assert found == [("2025", "NIE"), ("2025", "OUD"), ("2025-K1", "OUD"), ("2025-K2", "NIE")]
