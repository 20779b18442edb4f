"""core.alarm and what it is made of: an unusual figure is noticed, with what is behind it; chance is not."""

from collections.abc import Iterator
from datetime import date

import numpy as np
import pandas as pd
import pytest

from pipelines.database import Database, open_database, rows, scalar
from pipelines.model import run_checks
from tests.sql.five_years import Rows, deliver, region
from tests.sql.mistakes import Planted, day_and_month_swapped, decimal_comma_lost, delivered_twice, plant
from tests.sql.warehouse import SQL, build, create_ledger, create_raw, enter_deliveries
from tests.tabular import given, records, shown

QUARTERS = tuple((year, quarter) for year in (2024, 2025) for quarter in (1, 2, 3, 4))
SEEDS = (11, 12)


def alarms(db: Database, sessions: Rows, year: int, quarter: int) -> set[tuple[str, str | None]]:
    """Give the organisations and prisons of the alarms of the quarter that a refresh adds."""
    create_raw(db)
    deliver(db, sessions[sessions["quarter"] <= f"{year}-K{quarter}"])
    end = date(year + quarter // 4, quarter % 4 * 3 + 1, 1)
    build(db, "core.alarm", year=year, last_date=end)
    found = rows(
        db,
        "select organisation_code, coalesce(prison_code, driving_prison_code) from core.alarm where period_code = ?",
        [f"{year}-K{quarter}"],
    )
    return {(str(organisation), prison) for organisation, prison in found}


def refreshes(seed: int) -> Iterator[tuple[int, set[Planted], set[Planted]]]:
    """Give for each refresh the number of alarms in clean data, the planted mistakes and those that were noticed."""
    sessions, draws = region(seed), np.random.default_rng(seed + 1000)
    for year, quarter in QUARTERS:
        spoiled, planted = plant(sessions, f"{year}-K{quarter}", draws)
        with open_database() as clean:
            false = alarms(clean, sessions, year, quarter)
        with open_database() as db:
            found = alarms(db, spoiled, year, quarter)
        noticed = {one for one in planted if (one.organisation, one.prison) in found}
        yield len(false), set(planted), noticed


@pytest.mark.slow
def test_planted_mistakes_are_noticed_and_chance_is_not():
    found = [refresh for seed in SEEDS for refresh in refreshes(seed)]
    planted = [one for _, several, _ in found for one in several]
    missed = [one for _, several, noticed in found for one in several - noticed]
    false = sum(number for number, _, _ in found) / len(found)
    assert len(planted) > 120
    assert len(missed) <= 0.05 * len(planted), missed
    assert false <= 1


@pytest.fixture(scope="module")
def steady() -> Rows:
    """One partner with two activities in two prisons, every working day of four years."""
    days = pd.bdate_range("2022-01-03", "2025-12-31")
    parts = [
        Rows(
            {
                "organisation": "RING",
                "prison": prison,
                "activity": activity,
                "day": days,
                "status": "held",
                "hours": 2.0,
                "heads": 6 + np.arange(len(days)) % 4,
                "persons": [[] for _ in days],
                "gives_persons": False,
                "quarter": [f"{day.year}-K{day.quarter}" for day in days],
            }
        )
        for prison in ("ANT", "GEN")
        for activity in ("koken", "lezen")
    ]
    return pd.concat(parts, ignore_index=True)


COLUMNS = ("prison_code", "period_code", "measure", "driving_prison_code", "driving_activity", "delivery_id")


def spoil(sessions: Rows, mistake, **where: str) -> Rows:
    is_here = pd.Series(True, index=sessions.index)
    for name, value in where.items():
        is_here &= sessions[name] == value
    return pd.concat([sessions[~is_here], mistake(sessions[is_here], np.random.default_rng(1))])


def test_what_goes_on_as_usual_gives_no_alarm(db, steady):
    deliver(db, steady)
    build(db, "core.alarm")
    assert shown(db, "core.alarm") == []


def test_an_alarm_names_the_prison_the_activity_and_the_delivery_behind_it(db, steady):
    deliver(db, spoil(steady, decimal_comma_lost, prison="GEN", activity="koken", quarter="2025-K3"))
    build(db, "core.alarm", "core.activity_quarter")
    assert shown(db, "core.alarm", *COLUMNS) == records("""
        prison_code | period_code | measure       | driving_prison_code | driving_activity | delivery_id
        GEN         | 2025-K3     | session_hours | GEN                 | koken            | 15
    """)
    found, low, high = rows(db, "select found_value, usual_low, usual_high from core.alarm")[0]
    assert low < 2 < high < 11 == found


def test_a_partner_that_is_unusual_everywhere_gives_an_alarm_in_each_prison(db, steady):
    deliver(db, spoil(steady, delivered_twice, quarter="2025-K1"))
    build(db, "core.alarm", "core.quarter_series", "core.quarter_band")
    assert {(row["prison_code"], row["measure"]) for row in shown(db, "core.alarm")} == {
        ("ANT", "sessions_twice"),
        ("GEN", "sessions_twice"),
    }


def test_days_that_were_taken_for_months_are_seen_in_the_delivery_that_holds_them(db, steady):
    deliver(db, spoil(steady, day_and_month_swapped, prison="ANT", quarter="2025-K2"))
    build(db, "core.alarm", "core.delivery_dates")
    assert ("ANT", "2025-K2") in {(row["prison_code"], row["period_code"]) for row in shown(db, "core.alarm")}
    elsewhere = scalar(db, "select sum(sessions_elsewhere) from core.delivery_dates where delivery_id = 14")
    assert elsewhere > 30


def test_a_short_history_is_not_judged(db, steady):
    spoiled = spoil(steady, delivered_twice, quarter="2025-K4")
    deliver(db, spoiled[spoiled["quarter"] >= "2025"])
    build(db, "core.alarm")
    assert shown(db, "core.alarm") == []


def test_an_accepted_alarm_is_told_with_who_and_why_and_no_longer_as_a_warning(db, steady):
    deliver(db, spoil(steady, decimal_comma_lost, prison="GEN", activity="koken", quarter="2025-K3"))
    create_ledger(db)
    enter_deliveries(db)
    build(db)
    bands, accepted = "figures_stay_within_their_usual_band", "accepted_alarms_say_who_and_why"
    before = {finding.name: finding for finding in run_checks(db, SQL)}
    assert before[bands].rows == 1
    assert "prison_code GEN, period_code 2025-K3, measure session_hours" in before[bands].examples[0]
    assert "driving_activity koken, file_name 15.csv" in before[bands].examples[0]
    given(
        db,
        "raw.accepted_alarm",
        """
        organisation_code | prison_code | period_code | accepted_by  | reason
        RING              | GEN         | 2025-K3     | An Voorbeeld | Een week van dagactiviteiten.
    """,
    )
    build(db)
    after = {finding.name: finding for finding in run_checks(db, SQL)}
    assert bands not in after
    assert "accepted_by An Voorbeeld, reason Een week van dagactiviteiten." in after[accepted].examples[0]


def test_accepted_alarms_are_reference_data(db, steady):
    deliver(db, steady.head(10))
    build(db, "staging.accepted_alarm")
    assert shown(db, "staging.accepted_alarm") == []
