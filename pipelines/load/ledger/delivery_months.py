"""Tell of which months partners delivered rows, and which months are empty that should not be."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from pipelines.database import Database, rows
from pipelines.program import read_sql

STATED = ("count", "population", "staff", "target")
"""Datasets of totals: there, one row elsewhere is enough to miss a month without any."""

STEADY = (*STATED, "session")
"""Datasets that go on the whole year in each prison. Others come in waves: those are asked only for all
prisons together, since a prison without enrolments in December may simply have had none."""

ENOUGH = 5
"""So many days with rows in a month, on average elsewhere, before a month without rows is no chance. Lower,
and quiet months are blamed on the partner: with 3 rows, 40 of the sample's 1,384 quarters; with this, 10."""

Month = tuple[int, int]
"""Year and month."""


@dataclass(frozen=True)
class Spoken:
    """What one delivery says of one dataset: days with rows by prison and month.

    `came` is when its first version came.
    """

    delivery_id: int
    source: str
    dataset: str
    came: datetime
    counts: Mapping[tuple[str | None, Month], int]

    def speaks_for(self, prison: str | None) -> bool:
        """Tell whether it speaks for a prison: a file with several says "none" of one that it leaves out."""
        prisons = {place for place, _ in self.counts}
        return prison is None or len(prisons) > 1 or prison in prisons or None in prisons


def read_spoken(database: Database) -> tuple[Spoken, ...]:
    """Give what each loaded delivery says of each dataset."""
    came: dict[object, datetime] = {}
    for number, moment in rows(
        database,
        "select delivery_id, min(coalesce(came_at, received_at)) over (partition by source_code, file_name) "
        "from load.delivery",
    ):
        assert isinstance(moment, datetime)
        came[number] = moment
    counts: dict[tuple[str, str, object], Counter[tuple[str | None, Month]]] = {}
    for source, dataset, number, prison, year, month, found in rows(
        database, read_sql("load/delivery_months.sql")
    ):
        assert isinstance(year, int) and isinstance(month, int) and isinstance(found, int)
        place = None if prison is None else str(prison)
        counts.setdefault((str(source), str(dataset), number), Counter())[place, (year, month)] = found
    return tuple(
        Spoken(int(str(number)), source, dataset, came[number], found)
        for (source, dataset, number), found in counts.items()
    )


def first_came(spoken: Iterable[Spoken], year: int, quarter: int) -> datetime | None:
    """Say when the first rows of a quarter came; None = there are none."""
    months = _months(year, quarter)
    return min((one.came for one in spoken if any(month in months for _, month in one.counts)), default=None)


def has_holes(spoken: Iterable[Spoken], prison: str | None, year: int, quarter: int) -> bool:
    """Tell whether months of a quarter are empty that have rows in other years, or else in other quarters.

    Asked for all prisons of these deliveries together, and for the prison by itself. A dataset that stops
    within a month is not noticed.
    """
    whole: Counter[Month] = Counter()
    own: Counter[Month] = Counter()
    enough = ENOUGH
    for one in spoken:
        enough = 1 if one.dataset in STATED else ENOUGH
        for (place, month), found in one.counts.items():
            whole[month] += found
            own[month] += found if place == prison and one.dataset in STEADY else 0
    return any(_has_holes(counts, year, quarter, enough) for counts in (whole, own))


def _has_holes(counts: Counter[Month], year: int, quarter: int, enough: int) -> bool:
    filled = {(one, (month + 2) // 3) for (one, month), found in counts.items() if found} - {(year, quarter)}
    alike = {one for one in filled if one[1] == quarter} or filled
    for place, month in enumerate(_months(year, quarter)):
        elsewhere = [counts[_months(*one)[place]] for one in alike]
        if not counts[month] and elsewhere and sum(elsewhere) >= enough * len(elsewhere):
            return True
    return False


def _months(year: int, quarter: int) -> tuple[Month, ...]:
    return tuple((year, 3 * quarter - 2 + place) for place in range(3))
