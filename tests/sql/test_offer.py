"""The offer: what each partner did where, in what and how often, with the sessions that everyone knows of."""

from tests.sql.warehouse import build
from tests.tabular import given, records, shown


def test_each_partner_has_its_sessions_and_attendances_by_what_it_offered(db):
    given(
        db,
        "raw.session",
        """
        session_id | prison_code | organisation_code | domain_code | form       | session_date | status    | duration_hours | head_count
        yoga       | GEN         | YOGV              | sport       | group      | 2025-01-07   | held      | 2              | 8
        off        | GEN         | YOGV              | sport       | group      | 2025-01-08   | cancelled | 2              |
        talk       | GEN         | CAWV              | welzijn     | individual | 2025-02-01   | held      | 1              |
        empty      | GEN         | CAWV              | welzijn     | individual | 2025-02-02   | held      | 1              |
    """,
    )
    given(
        db,
        "raw.attendance",
        """
        session_id | person_id | status
        talk       | ada       | present
        empty      | ada       | absent
    """,
    )
    build(db, "core.offer")
    names = ("organisation_code", "form", "attendances", "persons", "sessions_held", "session_hours")
    assert shown(db, "core.offer", "period_code", *names) == records("""
        period_code | organisation_code | form       | attendances | persons | sessions_held | session_hours
        2025        | CAWV              | individual | 1           | 1       | 2             | 2.0000
        2025        | YOGV              | group      | 8           | 0       | 1             | 2.0000
        2025-JTD2   | CAWV              | individual | 1           | 1       | 2             | 2.0000
        2025-JTD2   | YOGV              | group      | 8           | 0       | 1             | 2.0000
        2025-JTD3   | CAWV              | individual | 1           | 1       | 2             | 2.0000
        2025-JTD3   | YOGV              | group      | 8           | 0       | 1             | 2.0000
        2025-K1     | CAWV              | individual | 1           | 1       | 2             | 2.0000
        2025-K1     | YOGV              | group      | 8           | 0       | 1             | 2.0000
    """)
