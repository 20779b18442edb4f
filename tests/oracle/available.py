"""Say of which cells something was delivered: none of these may be empty, and no other may say 0."""

from pathlib import Path

import pandas as pd

from tests.oracle import lines, readers
from tests.oracle.counting import in_periods
from tests.oracle.readers import Frame

Places = set[tuple[str | None, str, str | None]]
"""Prison, period and domain; None = all of them."""

OF_A_YEAR = ("K1", "K2", "K3", "K4")


def available(folder: Path) -> dict[str, Places]:
    """Give by subject where and when its sources delivered: by the names of their files, not by their rows."""
    sessions, attendances = lines.sessions_and_attendances(folder)
    of_heads = sessions[
        (sessions["status"] == "held") & sessions["heads"].notna() & (sessions["unit"] == "person")
    ]
    of_persons = sessions[sessions["session"].isin(attendances["session"])]
    talks = {manner[1]: prefix for prefix, manner in lines.SOURCES.items()}
    guided = {manner[1]: prefix for prefix, manner in readers.TRAJECTORIES.items()}
    return {
        "sessions": _laid(folder, sessions, talks),
        "persons": _laid(folder, of_persons, talks),
        "attendances": _laid(folder, pd.concat([of_heads, of_persons]), talks),
        "trajectories": _laid(folder, lines.trajectories(folder), guided),
    }


def stated(folder: Path, measure: str) -> Places:
    """Give where and when partners state a total of the measure."""
    totals = lines.totals(folder)
    first = totals["period"].str.replace("K1", "01").str.replace("K2", "04").str.replace("K3", "07")
    dated = totals.assign(date=pd.to_datetime(first.str.replace("K4", "10"), format="%Y-%m"))
    return _every_level(in_periods(dated[dated["measure"] == measure].drop(columns="period")))


def _laid(folder: Path, served: Frame, prefixes: dict[str, str]) -> Places:
    places = served[["organisation", "prison", "domain"]].drop_duplicates()
    quarters = [
        (organisation, day) for organisation, prefix in prefixes.items() for day in _days(folder, prefix)
    ]
    files = Frame(quarters, columns=["organisation", "date"])
    return _every_level(in_periods(places.merge(files, on="organisation")))


def _days(folder: Path, prefix: str) -> set[pd.Timestamp]:
    """Give the first day of each quarter that a file of the source is named after."""
    found = set()
    for path in folder.glob(f"{prefix}_*"):
        first, _, rest = path.stem.rpartition("_")[2].partition("-")
        years = (first, rest) if len(rest) == 4 else (first,)
        parts = (rest,) if rest in OF_A_YEAR else OF_A_YEAR
        found |= {pd.Timestamp(int(year), 3 * int(part[1]) - 2, 1) for year in years for part in parts}
    return found


def _every_level(laid: Frame) -> Places:
    cells = laid[["prison", "period", "domain"]].drop_duplicates().itertuples(index=False, name=None)
    return {
        (place, period, about)
        for prison, period, domain in cells
        for place in (prison, None)
        for about in (domain, None)
    }
