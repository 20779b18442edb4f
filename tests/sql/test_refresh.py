"""What a refresh builds again: what reads rows that changed, and after a quarter's end all that is told by period."""

import logging
from collections.abc import Callable
from datetime import date

import pytest

from pipelines.database import Database, run
from tests.sql.warehouse import SQL, build
from tests.tabular import given, shown

SESSIONS = """
    session_id | prison_code | organisation_code | domain_code | session_date | status
    {}         | GEN         | RING              | sport       | {}           | held
"""
Refresh = Callable[[date], set[str]]


@pytest.fixture
def refresh(db: Database, caplog: pytest.LogCaptureFixture) -> Refresh:
    """Build up to a day and give the names of what was built."""

    def built(last_date: date) -> set[str]:
        caplog.clear()
        with caplog.at_level(logging.INFO, logger="pipelines.model"):
            build(db, last_date=last_date)
        return {record.getMessage().split()[1].rstrip(":") for record in caplog.records}

    given(db, "raw.session", SESSIONS.format("s1", "2025-02-03"))
    given(db, "raw.attendance", "session_id | person_id | status\ns1 | ada | present")
    given(db, "raw.trajectory", TRAJECTORY.format("t1", "2025-02-01"))
    assert len(built(date(2025, 10, 1))) > 100
    return built


TRAJECTORY = """
    trajectory_id | person_id | prison_code | organisation_code | domain_code | start_date
    {}            | ada       | GEN         | RING              | welzijn     | {}
"""


def test_a_refresh_without_news_builds_nothing(refresh):
    assert refresh(date(2025, 10, 1)) == set()


def test_late_trajectories_build_no_sessions_attendances_or_persons_again(db, refresh):
    given(db, "raw.trajectory", TRAJECTORY.format("t2", "2025-03-01"))
    built = refresh(date(2025, 10, 1))
    assert {"core.trajectory", "marts.trajectories_by_domain", "core.reporting_grid"} <= built
    assert not built & {"core.session", "core.attendance", "core.participation", "core.participants"}
    assert not built & {f"marts.{what}_by_domain" for what in ("sessions", "attendances", "participants")}
    assert len(built) < 40


def test_a_row_that_counts_nowhere_builds_no_mart_again(db, refresh):
    given(db, "raw.session", SESSIONS.format("later", "2025-12-24"))
    built = refresh(date(2025, 10, 1))
    assert "core.session" in built
    assert not [name for name in built if name.startswith("marts.")]


def test_a_quarter_more_builds_every_mart_by_period_and_nothing_of_what_did_not_come_in(db, refresh):
    given(db, "raw.session", SESSIONS.format("s2", "2025-11-03"))
    given(db, "raw.attendance", "session_id | person_id | status\ns2 | ada | present")
    built = refresh(date(2026, 1, 1))
    assert {name for name in built if name.startswith("staging.")} == {
        "staging.session",
        "staging.session_label",
        "staging.attendance",
    }
    assert not built & {"core.stay", "core.target", "marts.action_plan"}
    marts = {f"marts.{path.stem}" for path in (SQL / "marts").glob("*.sql")}
    same = {f"marts.population_by_{one}" for one in ("age_band", "gender", "language_group", "statuut")}
    assert marts - built == {"marts.action_plan", *same}


def test_a_refresh_comes_to_what_a_build_from_nothing_does(db, refresh):
    given(db, "raw.session", SESSIONS.format("s2", "2025-11-03"))
    given(db, "raw.attendance", "session_id | person_id | status\ns2 | bob | present")
    built = refresh(date(2026, 1, 1)) | {"marts.action_plan"}
    refreshed = {name: shown(db, name) for name in sorted(built) if name.startswith("marts.")}
    run(db, "drop table model.standing")
    assert len(refresh(date(2026, 1, 1))) > 100
    assert {name: shown(db, name) for name in refreshed} == refreshed
