"""Five years of a make-believe region as raw rows: organisations that work in prisons, each with its seasons and its luck."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from pipelines.database import Database, run

PRISONS = ("ANT", "BRU", "GEN", "HAS", "LEU", "MEC")
ORGANISATIONS = tuple(f"ORG{number:02}" for number in range(12))
FIRST_YEAR, YEARS = 2021, 5
POOL = 160
"""Persons in a prison at a time; a third of them go in each quarter."""

Rows = pd.DataFrame
"""Sessions, one a row; `persons` is the list of who came, where the organisation gives persons."""


@dataclass(frozen=True)
class Offer:
    """What an organisation does in a prison, with what is usual for it."""

    organisation: str
    prison: str
    activities: tuple[str, ...]
    sessions: float
    seasons: tuple[float, float, float, float]
    growth: float
    hours: float
    group: float
    gives_persons: bool


def region(seed: int) -> Rows:
    """Give all sessions of five years; the same seed gives the same ones."""
    draws = np.random.default_rng(seed)
    parts = [
        _quarter(offer, year, quarter, draws)
        for offer in _offers(draws)
        for year in range(FIRST_YEAR, FIRST_YEAR + YEARS)
        for quarter in (1, 2, 3, 4)
    ]
    return pd.concat(parts, ignore_index=True)


def _offers(draws: np.random.Generator) -> list[Offer]:
    found = []
    for number, organisation in enumerate(ORGANISATIONS):
        summer = float(draws.choice([1.0, 0.9, 0.5]))
        size, hours, group = draws.uniform(40, 120), draws.choice([1.0, 1.5, 2.0]), draws.uniform(4, 11)
        growth, activities = draws.uniform(0.95, 1.1), int(draws.integers(2, 5))
        for prison in sorted(draws.permutation(PRISONS)[: draws.integers(2, 6)]):
            names = tuple(f"{organisation} activiteit {letter}" for letter in "abcd"[:activities])
            sessions = size * draws.uniform(0.6, 1.6)
            seasons = (1.0, 1.05, summer, 1.0)
            offer = Offer(
                organisation, str(prison), names, sessions, seasons, growth, hours, group, number % 3 == 0
            )
            found.append(offer)
    return found


def _quarter(offer: Offer, year: int, quarter: int, draws: np.random.Generator) -> Rows:
    expected = offer.sessions * offer.seasons[quarter - 1] * offer.growth ** (year - FIRST_YEAR)
    # Not only chance by session: a quarter can be lively or quiet as a whole.
    number = int(draws.poisson(expected * draws.gamma(70, 1 / 70)))
    start = date(year, 3 * quarter - 2, 1)
    days = pd.bdate_range(start, periods=64)
    came = draws.poisson(offer.group, number)
    status = np.where(draws.random(number) < draws.beta(6, 54), "cancelled", "held")
    first = (year * 4 + quarter) * POOL // 3
    return Rows(
        {
            "organisation": offer.organisation,
            "prison": offer.prison,
            "activity": draws.choice(offer.activities, number),
            "day": draws.choice(days.to_numpy(), number),
            "status": status,
            "hours": offer.hours * draws.choice([1, 1, 1, 1.5], number),
            "heads": came,
            "persons": [
                [f"{offer.prison}-{first + one}" for one in draws.choice(POOL, heads, replace=False)]
                if offer.gives_persons
                else []
                for heads in came
            ],
            "gives_persons": offer.gives_persons,
            "quarter": f"{year}-K{quarter}",
        }
    )


def deliver(db: Database, sessions: Rows) -> None:
    """Write the rows in raw, a delivery for each organisation and quarter."""
    sessions = sessions.reset_index(drop=True)
    sessions = sessions.assign(
        session_id=sessions.index.astype(str),
        delivery_id=sessions.groupby(["organisation", "quarter"]).ngroup() + 1,
    )
    db.register("sessions", sessions.drop(columns="persons"))
    run(
        db,
        """insert into raw.session by name
        select session_id, organisation as source_code, organisation as organisation_code, prison as prison_code,
            'sport' as domain_code, activity as activity_name, 'group' as form, day::date as session_date, status,
            hours as duration_hours, case when not gives_persons then heads end as head_count,
            delivery_id, session_id::bigint as line
        from sessions""",
    )
    came = sessions[sessions["gives_persons"]][["session_id", "organisation", "delivery_id", "persons"]]
    db.register("came", came.explode("persons").dropna())
    run(
        db,
        """insert into raw.attendance by name
        select session_id, organisation as source_code, persons as person_id, 'present' as status,
            delivery_id, session_id::bigint as line
        from came""",
    )
