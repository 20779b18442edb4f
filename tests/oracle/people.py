"""The marts of persons: who took part, was absent, waited, was guided, learned."""

import pandas as pd

from tests.oracle.counting import (
    Cells,
    Series,
    at_the_end,
    cube,
    first_day,
    in_periods,
    persons,
    plus,
    rows,
    stated,
    total_of,
)
from tests.oracle.readers import Frame

LEAST_OF_A_GROUP = 20
OUTSIDE = ["transfer", "release", "strike"]
"""Why a trajectory stops through no choice of the person or the offer."""


def attended(sessions: Frame, attendances: Frame, stints: Frame) -> Frame:
    joined = attendances.merge(
        sessions.drop(columns=["person", "came", "share", "away", "is_known_numbering"]), on="session"
    )
    joined["hours_attended"] = joined["hours"] * joined["share"]
    joined = joined[joined["status"] == "held"].reset_index(drop=True)
    pairs = joined[["person", "date"]].drop_duplicates().merge(stints, on="person")
    there = pairs[(pairs["start"] <= pairs["date"]) & (pairs["date"] < pairs["end"])].copy()
    age = there["date"].dt.year - there["birth_year"]
    there["age_band"] = pd.cut(age, [-1, 24, 34, 49, 200], labels=["18-24", "25-34", "35-49", "50+"]).astype(
        str
    )
    what = ["gender", "age_band", "statuut", "regime", "language_group"]
    return joined.merge(there[["person", "date", *what]], on=["person", "date"], how="left").fillna(
        dict.fromkeys(what, "unknown")
    )


def heads(sessions: Frame, attendances: Frame) -> Frame:
    counted = sessions[
        (sessions["status"] == "held")
        & (sessions["unit"] == "person")
        & sessions["heads"].notna()
        & ~sessions["session"].isin(attendances["session"])
    ]
    return counted.assign(head_hours=counted["heads"] * counted["hours"])


def ways_of_recording(laid: Frame, laid_heads: Frame, totals: Frame) -> dict[str, Cells]:
    ways = {
        "persons": cube(laid, ["prison"], rows),
        "heads": cube(laid_heads, ["prison"], total_of("heads")),
        "totals": stated(totals, "attendances"),
    }
    parts = {(*key, way): value for way, cells in ways.items() for key, value in cells.items()}
    whole = {(*key, None): value for key, value in plus(*ways.values()).items()}
    behind = cube(laid, ["prison"], persons)
    return {
        "attendances_by_recording.attendances": {**parts, **whole},
        "attendances_by_recording.attendances_persons": {
            (*key, way): value for key, value in behind.items() for way in ("persons", None)
        },
    }


def taking_part(people: Frame, heads: Frame, totals: Frame) -> dict[str, Cells]:
    laid, laid_heads = in_periods(people), in_periods(heads)
    found: dict[str, Cells] = {}
    for mart, keys in (
        ("domain", ["domain", "form"]),
        ("organisation", ["organisation"]),
        ("subdomain", ["subdomain"]),
        ("target_group", ["target_group"]),
    ):
        by = ["prison", *keys]
        found[f"attendances_by_{mart}.attendances"] = plus(
            cube(laid, by, rows),
            cube(laid_heads, by, total_of("heads")),
            stated(totals, "attendances", *keys),
        )
        found[f"attendances_by_{mart}.participant_hours"] = plus(
            cube(laid, by, total_of("hours_attended")), cube(laid_heads, by, total_of("head_hours"))
        )
        behind = cube(laid, by, persons)
        found[f"attendances_by_{mart}.attendances_persons"] = behind
        found[f"attendances_by_{mart}.participant_hours_persons"] = behind
    found |= ways_of_recording(laid, laid_heads, totals)
    for key in (
        "domain",
        "form",
        "organisation",
        "subdomain",
        "target_group",
        "gender",
        "age_band",
        "statuut",
        "language_group",
        "regime",
    ):
        found[f"participants_by_{key}.participants"] = cube(laid, ["prison", key], persons)
    found["participants_by_domains_taken.participants"] = _domains_taken(laid)
    found["participants_by_history.participants"] = _history(people)
    return found


def _domains_taken(laid: Frame) -> Cells:
    found: Cells = {}
    for keys in (["prison", "period"], ["period"]):
        counted = laid.groupby([*keys, "person"])["domain"].nunique().reset_index()
        counted["taken"] = counted["domain"].map(lambda count: "3+" if count >= 3 else str(count))
        for labels, part in counted.groupby(keys):
            prison = labels[0] if len(keys) == 2 else None
            found[prison, labels[-1], None] = len(part)
            for taken, some in part.groupby("taken"):
                found[prison, labels[-1], str(taken)] = len(some)
    return found


def _history(people: Frame) -> Cells:
    """New is who did not take part in the twelve months before the period; of a first year nobody knows."""
    months = people.assign(month=people["date"].dt.to_period("M"))
    earliest = months["month"].min()
    laid = in_periods(months)
    earlier = {person: set(part) for person, part in months.groupby("person")["month"]}
    starts = {
        period: first_day(period.replace("JTD2", "K1").replace("JTD3", "K1"))
        for period in laid["period"].unique()
    }
    known = [period for period, start in starts.items() if start.to_period("M") - 12 >= earliest]
    chosen = laid[laid["period"].isin(known)][["prison", "period", "person"]].drop_duplicates()
    if chosen.empty:
        return {}

    def is_back(person: str, period: str) -> bool:
        start = starts[period].to_period("M")
        return any(start - 12 <= month < start for month in earlier[person])

    chosen = chosen.assign(
        history=[
            "returning" if is_back(person, period) else "new"
            for person, period in zip(chosen["person"], chosen["period"], strict=True)
        ]
    )
    return cube(chosen, ["prison", "history"], persons)


def expected(attended: Frame) -> dict[str, Cells]:
    laid = in_periods(attended)
    came = laid[laid["share"] > 0]
    expected = laid[(laid["share"] > 0) | (laid["came"] == "absent")]
    away = laid[laid["came"] == "absent"].assign(away=lambda part: part["away"].fillna("unknown"))
    return {
        "attendance_status.expected_attendances": cube(expected, ["prison", "domain"], rows),
        "attendance_status.expected_attendances_persons": cube(expected, ["prison", "domain"], persons),
        "attendance_status.recorded_attendances": cube(came, ["prison", "domain"], rows),
        "attendance_status.recorded_attendances_persons": cube(came, ["prison", "domain"], persons),
        "absences_by_reason.absences": cube(away, ["prison", "away"], rows),
        "absences_by_reason.absences_persons": cube(away, ["prison", "away"], persons),
    }


def guidance(trajectories: Frame) -> dict[str, Cells]:
    keys = ["prison", "domain"]
    ended = in_periods(trajectories[trajectories["end"].notna()], "end")
    early = ended[ended["end_status"] == "ended_early"].assign(
        end_reason=lambda part: part["end_reason"].fillna("unknown")
    )
    started = trajectories[trajectories["start"] >= pd.Timestamp(2019, 1, 1)]
    tables = {
        "started": in_periods(started, "start"),
        "ended": ended,
        "completed": ended[ended["end_status"] == "completed"],
        "ended_early": early,
        "interrupted": early[early["end_reason"].isin(OUTSIDE)],
        "dropped_out": early[~early["end_reason"].isin(OUTSIDE)],
        "settled": ended[
            (ended["end_status"] == "completed")
            | ((ended["end_status"] == "ended_early") & ~ended["end_reason"].isin(OUTSIDE))
        ],
        "running": at_the_end(
            trajectories, lambda day: (trajectories["start"] < day) & ~(trajectories["end"] < day)
        ),
    }
    found: dict[str, Cells] = {}
    for name, table in tables.items():
        found[f"trajectories_by_domain.trajectories_{name}"] = cube(table, keys, rows)
        found[f"trajectories_by_domain.trajectories_{name}_persons"] = cube(table, keys, persons)
    found["trajectories_by_reason.trajectories_ended_early"] = cube(early, ["prison", "end_reason"], rows)
    found["trajectories_by_reason.trajectories_ended_early_persons"] = cube(
        early, ["prison", "end_reason"], persons
    )
    return found


def joining(enrolments: Frame) -> dict[str, Cells]:
    laid = in_periods(enrolments[enrolments["applied"] >= pd.Timestamp(2020, 1, 1)], "applied")

    def waits(day: pd.Timestamp) -> "Series[bool]":
        begins_later = enrolments["start"] >= day
        still_waits = enrolments["start"].isna() & (enrolments["status"] == "waiting")
        return (enrolments["applied"] < day) & (begins_later | still_waits) & ~(enrolments["end"] < day)

    begun = enrolments[enrolments["start"].notna() & (enrolments["start"] >= enrolments["applied"])]
    begun = in_periods(begun.assign(days=(begun["start"] - begun["applied"]).dt.days), "start")
    keys = ["prison", "domain"]
    return {
        "enrolments_by_domain.enrolments": cube(laid, keys, rows),
        "enrolments_by_domain.enrolments_persons": cube(laid, keys, persons),
        "enrolments_by_status.enrolments": cube(laid, ["prison", "status"], rows),
        "enrolments_by_status.enrolments_persons": cube(laid, ["prison", "status"], persons),
        "waiting_list.persons_waiting": cube(at_the_end(enrolments, waits), keys, persons),
        "waiting_list.waiting_days_median": cube(begun, keys, lambda part: part["days"].median()),
        "waiting_list.waiting_days_median_persons": cube(begun, keys, persons),
    }


def learning(certificates: Frame) -> dict[str, Cells]:
    laid = in_periods(certificates)
    passed = laid[laid["passed"]]
    return {
        "certificates_by_domain.evaluations": cube(laid, ["prison", "domain"], rows),
        "certificates_by_domain.evaluations_persons": cube(laid, ["prison", "domain"], persons),
        "certificates_by_domain.certificates": cube(passed, ["prison", "domain"], rows),
        "certificates_by_domain.certificates_persons": cube(passed, ["prison", "domain"], persons),
        "certificates_by_kind.certificates": cube(passed, ["prison", "kind"], rows),
        "certificates_by_kind.certificates_persons": cube(passed, ["prison", "kind"], persons),
    }


def staying(stints: Frame, stated: Cells) -> dict[str, Cells]:
    """Who stayed in each period of which prisons state how many: the stint begins before its end, ends after its start."""
    years = sorted({int(period[:4]) for _, period in stated if period})
    parts = []
    for year in years:
        spans = {f"{year}-K{quarter}": (3 * quarter - 2, 3) for quarter in (1, 2, 3, 4)}
        spans |= {f"{year}-JTD2": (1, 6), f"{year}-JTD3": (1, 9), str(year): (1, 12)}
        for code, (month, length) in spans.items():
            start = pd.Timestamp(year, month, 1)
            after = start + pd.DateOffset(months=length)
            there = stints[(stints["start"] < after) & (stints["end"] > start)].copy()
            there["age_band"] = pd.cut(
                year - there["birth_year"], [-1, 24, 34, 49, 200], labels=["18-24", "25-34", "35-49", "50+"]
            ).astype(str)
            parts.append(there.assign(period=code))
    laid = pd.concat(parts, ignore_index=True)
    found: dict[str, Cells] = {}
    for breakdown in ("gender", "age_band", "statuut", "language_group"):
        cells = cube(laid, ["prison", breakdown], persons)
        groups = {key: value for key, value in cells.items() if key[2]}
        small = {key[:2] for key, value in groups.items() if value < LEAST_OF_A_GROUP}
        found[f"population_by_{breakdown}.persons_stayed"] = {
            key: value for key, value in groups.items() if key[:2] not in small
        }
    everyone = cube(laid, ["prison"], persons)
    found["population.throughput"] = {**everyone, **stated}
    return found
