"""The marts of the offer: sessions, families, library, staff, population, targets."""

import pandas as pd

from tests.oracle.counting import (
    Cells,
    cube,
    days_of,
    first_day,
    in_periods,
    persons,
    plus,
    rows,
    stated,
    total_of,
)
from tests.oracle.readers import Frame


def offer(sessions: Frame, totals: Frame) -> dict[str, Cells]:
    laid = in_periods(sessions)
    held = laid[laid["status"] == "held"]
    found: dict[str, Cells] = {}
    for mart, key in (
        ("domain", "domain"),
        ("form", "form"),
        ("organisation", "organisation"),
        ("subdomain", "subdomain"),
        ("target_group", "target_group"),
    ):
        keys = ["prison", key]
        measures = {
            "activities": cube(held, keys, lambda part: part["activity"].nunique()),
            "sessions_planned": cube(laid, keys, rows),
            "sessions_held": cube(held, keys, rows),
            "sessions_cancelled": cube(laid[laid["status"] == "cancelled"], keys, rows),
            "sessions_moved": cube(laid[laid["status"] == "moved"], keys, rows),
            "sessions_not_recorded": cube(laid[laid["status"] == "not_recorded"], keys, rows),
            "session_hours": cube(held, keys, total_of("hours")),
            "supervision_hours": cube(held, keys, total_of("supervision")),
        }
        for measure, cells in measures.items():
            found[f"sessions_by_{mart}.{measure}"] = plus(cells, stated(totals, measure, key))
    cancelled = laid[laid["status"] == "cancelled"].assign(
        reason=lambda part: part["reason"].fillna("unknown")
    )
    found["cancellations_by_reason.sessions_cancelled"] = plus(
        cube(cancelled, ["prison", "reason"], rows), stated(totals, "sessions_cancelled", "reason")
    )
    return found


def reach(sessions: Frame, attended: Frame, heads: Frame) -> dict[str, Cells]:
    known = attended[attended["came"].isin(["present", "partial", "absent"])]
    by_name = known.assign(one=(known["share"] > 0).astype(float)).groupby("session")["one"].sum()
    held = sessions[sessions["status"] == "held"].copy()
    held["attendants"] = (
        held["session"].map(by_name).fillna(held["session"].map(heads.set_index("session")["heads"]))
    )
    laid = in_periods(held)
    recorded = laid[laid["attendants"].notna()]
    keys = ["prison", "domain"]
    return {
        # who states attendances but no sessions recorded none of them
        "attendances_by_domain.sessions_recorded": cube(recorded, [*keys, "form"], rows),
        "coverage.sessions_held": cube(laid, keys, rows),
        "coverage.sessions_recorded": cube(recorded, keys, rows),
        "coverage.sessions_with_capacity": cube(recorded[recorded["capacity"].notna()], keys, rows),
        "coverage.seats_offered": cube(recorded, keys, total_of("capacity")),
        "coverage.seats_taken": cube(recorded[recorded["capacity"].notna()], keys, total_of("attendants")),
    }


def by_calendar(sessions: Frame, people: Frame, heads: Frame, totals: Frame) -> dict[str, Cells]:
    keys = ["prison", "domain"]
    laid, laid_people, laid_heads = (
        pd.concat(
            [table.assign(period=_month(table["date"])), table.assign(period=_school_year(table["date"]))]
        )
        for table in (sessions, people, heads)
    )
    counted = {
        "sessions_held": cube(laid[laid["status"] == "held"], keys, rows),
        "sessions_cancelled": cube(laid[laid["status"] == "cancelled"], keys, rows),
        "attendances": plus(cube(laid_people, keys, rows), cube(laid_heads, keys, total_of("heads"))),
        "attendances_persons": cube(laid_people, keys, persons),
        "participants": cube(laid_people, keys, persons),
    }
    stated = _by_calendar(totals)
    found = {
        f"offer_by_calendar.{measure}": plus(
            cells, cube(stated[stated["measure"] == measure], keys, total_of("value"))
        )
        for measure, cells in counted.items()
    }
    # the sample begins in January 2024: of the school year before nobody knows the whole
    return {
        name: {key: value for key, value in cells.items() if len(str(key[1])) == 7 or key[1] == "2024-2025"}
        for name, cells in found.items()
    }


def _month(date: "pd.Series[pd.Timestamp]") -> "pd.Series[str]":
    return date.dt.strftime("%Y-%m")


def _school_year(date: "pd.Series[pd.Timestamp]") -> "pd.Series[str]":
    return (date - pd.DateOffset(months=8)).dt.year.map(lambda year: f"{year}-{year + 1}")


def _by_calendar(totals: Frame) -> Frame:
    """Lay totals of months in their month, and those of months and quarters in the school year that holds them."""
    of_months = totals[totals["period"].str.fullmatch(r"\d{4}-\d\d")]
    # the third quarter lies in two school years, so it is in none
    of_quarters = totals[totals["period"].str.fullmatch(r"\d{4}-K[124]")]
    within = pd.concat([of_months, of_quarters])
    return pd.concat([of_months, within.assign(period=_school_year(within["period"].map(first_day)))])


def families(sessions: Frame) -> dict[str, Cells]:
    laid = in_periods(sessions[(sessions["status"] == "held") & (sessions["unit"] != "person")])
    laid = laid.assign(families=laid["families"].where(laid["unit"] != "family", laid["heads"]))
    return {
        "family_visits.visit_moments": cube(laid, ["prison"], rows),
        "family_visits.children": cube(laid[laid["unit"] == "child"], ["prison"], total_of("heads")),
        "family_visits.couples": cube(laid[laid["unit"] == "couple"], ["prison"], total_of("heads")),
        "family_visits.families": cube(laid, ["prison"], total_of("families")),
    }


def library(totals: Frame) -> dict[str, Cells]:
    # borrowers of two quarters or prisons may be the same persons: they stand as stated and are not added up
    borrowers = totals[totals["measure"] == "borrowers"]
    return {
        "library.loans": stated(totals, "loans"),
        "library.library_visits": stated(totals, "library_visits"),
        "library.borrowers": {
            (prison, period): value
            for prison, period, value in zip(
                borrowers["prison"], borrowers["period"], borrowers["value"], strict=True
            )
        },
    }


def staffing(
    sessions: Frame, trajectories: Frame, certificates: Frame, totals: Frame, staff: Frame
) -> dict[str, Cells]:
    held = sessions[sessions["status"] == "held"]
    stated = totals[totals["value"] > 0].assign(date=totals["period"].map(first_day))
    active = pd.concat(
        [
            in_periods(held),
            in_periods(trajectories, "start"),
            in_periods(certificates),
            in_periods(stated.drop(columns="period")),
        ]
    )
    return {
        "staffing.partners": cube(active, ["prison"], lambda part: part["organisation"].nunique()),
        **{
            f"staffing.{name}": cube(staff, ["prison"], total_of(name))
            for name in ("fte", "workers", "volunteers")
        },
    }


def completeness(owed: Frame) -> dict[str, Cells]:
    return {
        "completeness.deliveries_expected": cube(owed, ["prison"], rows),
        "completeness.deliveries_received": cube(owed[owed["is_received"]], ["prison"], rows),
        "completeness.deliveries_missing": cube(owed[~owed["is_received"]], ["prison"], rows),
    }


def targets(targets: Frame) -> dict[str, Cells]:
    keys = ["prison", "period", "objective", "domain", "measure"]
    labels = targets[keys].itertuples(index=False, name=None)
    return {
        "action_plan.target_value": {
            tuple(label or None for label in key): value
            for key, value in zip(labels, targets["target"], strict=True)
        }
    }


def population(population: Frame) -> dict[str, Cells]:
    whole = population[population["breakdown"] == "all"].set_index(["prison", "period"])
    names = ["capacity_official", "beds", "average_population", "throughput"]
    found: dict[str, Cells] = {
        f"population.{name}": {
            (str(prison), str(period)): value for (prison, period), value in whole[name].items()
        }
        for name in names
    }
    for year in (2024, 2025):
        for last in (2, 3):
            _to_date(found, year, last)
    for name in names[:3]:
        cells = found[f"population.{name}"]
        found[f"population.{name}"] = plus(
            cells, {}, *({(None, key[1]): value} for key, value in cells.items())
        )
    for breakdown in ("gender", "age_band", "statuut", "language_group"):
        rows = population[population["breakdown"] == breakdown].rename(columns={"category": breakdown})
        cells = cube(rows, ["prison", breakdown], total_of("average_population"))
        found[f"population_by_{breakdown}.average_population"] = {
            key: value for key, value in cells.items() if key[2]
        }
    return found


def _to_date(found: dict[str, Cells], year: int, last: int) -> None:
    quarters = [f"{year}-K{quarter}" for quarter in range(1, last + 1)]
    days = {code: days_of(code) for code in quarters}
    average = found["population.average_population"]
    for prison in sorted({str(key[0]) for key in average}):
        key = (prison, f"{year}-JTD{last}")
        average[key] = sum(average[prison, code] * days[code] for code in quarters) / sum(days.values())
        for name in ("capacity_official", "beds"):
            found[f"population.{name}"][key] = found[f"population.{name}"][prison, quarters[-1]]
