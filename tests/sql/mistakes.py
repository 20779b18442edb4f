"""Errors as partners make them, planted in one quarter of an organisation in a prison."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from tests.sql.five_years import PRISONS, Rows

Mistake = Callable[[Rows, np.random.Generator], Rows]
"""Takes the rows of an organisation in a prison and a quarter, gives what is delivered instead."""


def delivered_twice(rows: Rows, draws: np.random.Generator) -> Rows:
    return pd.concat([rows, rows])


def nothing_delivered(rows: Rows, draws: np.random.Generator) -> Rows:
    return rows.iloc[:0]


def last_month_lost(rows: Rows, draws: np.random.Generator) -> Rows:
    return rows[rows["day"].dt.month % 3 != 0]


def decimal_comma_lost(rows: Rows, draws: np.random.Generator) -> Rows:
    return rows.assign(hours=rows["hours"] * 10)


def a_digit_too_many(rows: Rows, draws: np.random.Generator) -> Rows:
    one = draws.integers(len(rows))
    is_that = np.arange(len(rows)) == one
    return rows.assign(
        heads=np.where(is_that, 10 * rows["heads"] + 25, rows["heads"]),
        status=np.where(is_that, "held", rows["status"]),
    )


def day_and_month_swapped(rows: Rows, draws: np.random.Generator) -> Rows:
    day = rows["day"].dt
    swapped = pd.to_datetime({"year": day.year, "month": day.day.clip(upper=12), "day": day.month})
    return rows.assign(day=swapped.where(day.day <= 12, rows["day"]))


def status_words_exchanged(rows: Rows, draws: np.random.Generator) -> Rows:
    return rows.assign(status=rows["status"].map({"held": "cancelled", "cancelled": "held"}))


def other_prison(rows: Rows, draws: np.random.Generator) -> Rows:
    (own,) = rows["prison"].unique()
    return rows.assign(prison=PRISONS[PRISONS.index(own) - 1])


def numbers_changed_halfway(rows: Rows, draws: np.random.Generator) -> Rows:
    later = rows["day"] > rows["day"].median()
    persons = [
        [f"new {person}" for person in came] if is_later else came
        for came, is_later in zip(rows["persons"], later, strict=True)
    ]
    return rows.assign(persons=persons)


OF_ALL: Mapping[str, Mistake] = {
    "delivered twice": delivered_twice,
    "nothing delivered": nothing_delivered,
    "last month lost": last_month_lost,
    "decimal comma lost": decimal_comma_lost,
    "day and month swapped": day_and_month_swapped,
    "status words exchanged": status_words_exchanged,
    "other prison": other_prison,
}
OF_HEADS: Mapping[str, Mistake] = {"a digit too many": a_digit_too_many}
OF_PERSONS: Mapping[str, Mistake] = {"numbers changed halfway": numbers_changed_halfway}
ENOUGH = 40
"""Of so many sessions in a quarter an error is to be seen; fewer go up and down as much by chance."""


@dataclass(frozen=True)
class Planted:
    """Where a mistake was planted, and which."""

    organisation: str
    prison: str
    quarter: str
    name: str


def plant(sessions: Rows, quarter: str, draws: np.random.Generator) -> tuple[Rows, tuple[Planted, ...]]:
    """Plant each kind of mistake once in the quarter, each with another organisation."""
    of_quarter = sessions[sessions["quarter"] == quarter]
    sizes = of_quarter.groupby(["organisation", "prison", "gives_persons"]).size()
    delivered, planted = [sessions[sessions["quarter"] != quarter]], []
    for name, mistake in {**OF_ALL, **OF_HEADS, **OF_PERSONS}.items():
        used = {one.organisation for one in planted}
        places = [
            (organisation, prison)
            for (organisation, prison, gives_persons), size in sizes.items()
            if size >= ENOUGH
            and organisation not in used
            and (name in OF_ALL or gives_persons == (name in OF_PERSONS))
        ]
        if places:
            organisation, prison = places[draws.integers(len(places))]
            is_here = (of_quarter["organisation"] == organisation) & (of_quarter["prison"] == prison)
            delivered.append(mistake(of_quarter[is_here], draws))
            of_quarter = of_quarter[~is_here]
            planted.append(Planted(organisation, prison, quarter, name))
    return pd.concat([*delivered, of_quarter]), tuple(planted)
