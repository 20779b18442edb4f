"""Hours and attendances together: two printed sums over two hidden parts of known length are two equations.

A make-believe prison where sessions of each partner always last equally long. Who reads it is here written down
anew: whole numbers of attendances by partner, hours that are a length times those, all sums that are printed.
"""

import random
from dataclasses import replace
from decimal import Decimal
from itertools import product

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

from pipelines.protect import DisclosureRules, Offer, audit_edition, protect
from pipelines.protect.structure.offer import Offered
from pipelines.tables import CountTable, SafeTable

RULES = DisclosureRules()
PERIODS = {"period_code": {"2025-K1": "2025"}}
NAMES = ("prison_code", "period_code", "domain_code")
LENGTH = {
    "sport": Decimal(2),
    "werk": Decimal(1),
    "zorg": Decimal("1.5"),
    "taal": Decimal(1),
    "kunst": Decimal(2),
}
CAME = {
    # prison: domain: attendances, persons
    "GEN": {"sport": (120, 40), "werk": (9, 3), "zorg": (26, 9), "taal": (80, 30), "kunst": (44, 20)},
    "MEC": {"sport": (90, 30), "werk": (35, 12), "zorg": (41, 15), "taal": (60, 21), "kunst": (7, 2)},
    "BRU": {"sport": (70, 22), "werk": (52, 17), "zorg": (12, 4), "taal": (33, 11), "kunst": (38, 13)},
}


def release(lasting: bool = True) -> tuple[list[CountTable], Offer]:
    """Count tables of attendances and hours by prison and domain, and the offer behind them."""
    counts: dict[str, dict] = {"attendances": {}, "participant_hours": {}}
    behind: dict[tuple, int] = {}
    offer: dict[str, list[Offered]] = {measure: [] for measure in counts}
    for prison, domains in CAME.items():
        for domain, (came, persons) in domains.items():
            hours = came * LENGTH[domain]
            labels = {
                "prison_code": prison, "period_code": "2025", "organisation_code": f"{domain}-vzw",
                "domain_code": domain, "subdomain_code": domain, "form": "group", "target_group": "all",
            }  # fmt: skip
            lasted = (LENGTH[domain], LENGTH[domain]) if lasting else None
            for measure, value in (("attendances", came), ("participant_hours", hours)):
                offer[measure].append(Offered(labels, value, None, 0, lasted))
                for key in ((p, "2025", d) for p in (prison, None) for d in (domain, None)):
                    counts[measure][key] = counts[measure].get(key, 0) + value
                    behind[key] = behind.get(key, 0) + (persons if measure == "attendances" else 0)
    tables = [
        CountTable(f"attendances_by_domain.{measure}", NAMES, measure, "event", own, adds_up=True, personal=True,
                   contributors=behind)
        for measure, own in counts.items()
    ]  # fmt: skip
    return tables, {measure: tuple(own) for measure, own in offer.items()}


PARTS = [(prison, domain) for prison in CAME for domain in LENGTH]


def ranges(tables: dict[str, SafeTable]) -> dict[tuple, tuple[int, int]]:
    """Bound the attendances of each part by all that is printed of both measures."""
    matrix, printed = [], []
    for name, pace in (("attendances", 1), ("participant_hours", None)):
        for (prison, _, domain), cell in tables[f"attendances_by_domain.{name}"].cells.items():
            if cell.value is not None:
                row = [
                    float(prison in (None, p) and domain in (None, d)) * float(pace or LENGTH[d])
                    for p, d in PARTS
                ]
                matrix.append(row)
                printed.append(float(cell.value))
    found = {}
    for place, part in enumerate(PARTS):
        ends = []
        for sign in (1, -1):
            cost = np.zeros(len(PARTS))
            cost[place] = sign
            done = milp(cost, constraints=LinearConstraint(np.array(matrix), printed, printed),
                        integrality=np.ones(len(PARTS)), bounds=Bounds(1, 1000))  # fmt: skip
            ends.append(round(sign * done.fun))
        found[part] = ends[0], ends[1]
    return found


def narrow(tables: dict[str, SafeTable]) -> dict[tuple, tuple[int, int]]:
    """Give the parts of few persons of which a reader knows the attendances within less than the rules ask."""
    few = {(prison, domain) for prison, own in CAME.items() for domain, (_, persons) in own.items()
           if persons < RULES.threshold}  # fmt: skip
    return {
        part: (low, high) for part, (low, high) in ranges(tables).items()
        if part in few and (high - low < RULES.width or low > CAME[part[0]][part[1]][0] // 2)
    }  # fmt: skip


def test_one_who_decides_on_each_apart_gives_few_persons_away():
    tables, offer = release(lasting=False)
    assert narrow(protect(tables, RULES, PERIODS, offer=offer).tables)


def test_known_lengths_of_sessions_give_nobody_away():
    tables, offer = release()
    done = protect(tables, RULES, PERIODS, offer=offer)
    assert narrow(done.tables) == {}
    assert done.tables["attendances_by_domain.attendances"].cells[None, "2025", None].value is not None
    assert done.tables["attendances_by_domain.participant_hours"].cells[None, "2025", None].value is not None
    assert audit_edition(tables, done.tables, RULES, PERIODS, offer=offer).is_clean


def test_an_edition_that_was_decided_apart_does_not_pass_the_audit():
    tables, offer = release(lasting=False)
    done = protect(tables, RULES, PERIODS, offer=offer)
    assert audit_edition(tables, done.tables, RULES, PERIODS, offer=offer).is_clean
    assert audit_edition(tables, done.tables, RULES, PERIODS, offer=release()[1]).open


@pytest.mark.parametrize("share", [Decimal("0.5"), Decimal("0.9")])
def test_where_some_came_for_a_part_of_a_session_the_length_is_only_a_limit(share):
    tables, offer = release()
    hours = [one if one.labels["domain_code"] != "werk" else replace(one, value=one.value * share)
             for one in offer["participant_hours"]]  # fmt: skip
    less = {key: sum((one.value for one in hours if key[0] in (None, one.labels["prison_code"])
                      and key[2] in (None, one.labels["domain_code"])), Decimal(0))
            for key in tables[1].counts}  # fmt: skip
    tables[1] = replace(tables[1], counts=less)
    done = protect(tables, RULES, PERIODS, offer={**offer, "participant_hours": tuple(hours)})
    assert done.tables["attendances_by_domain.attendances"].cells["GEN", "2025", "werk"].value is None


def quarters_and_year(seed: int) -> tuple[list[CountTable], Offer]:
    """Attendances by quarter and year, hours of the year alone, of three prisons and five make-believe partners."""
    chance = random.Random(seed)
    counts: dict[str, dict] = {"attendances": {}, "participant_hours": {}}
    behind: dict[tuple, int] = {}
    offer: dict[str, list[Offered]] = {measure: [] for measure in counts}
    for prison, domain, quarter in product(CAME, LENGTH, ("2025-K1", "2025-K2")):
        persons = chance.choice((2, 3, 12, 20, 30))
        came = persons * chance.randrange(2, 7)
        for period in (quarter, "2025"):
            labels = {
                "prison_code": prison, "period_code": period, "organisation_code": f"{domain}-vzw",
                "domain_code": domain, "subdomain_code": domain, "form": "group", "target_group": "all",
            }  # fmt: skip
            for measure, value in (("attendances", came), ("participant_hours", came * LENGTH[domain])):
                offer[measure].append(Offered(labels, value, None, 0, (LENGTH[domain], LENGTH[domain])))
                for key in ((p, period, d) for p in (prison, None) for d in (domain, None)):
                    if measure == "attendances" or period == "2025":
                        counts[measure][key] = counts[measure].get(key, 0) + value
                    if measure == "attendances":
                        behind[key] = behind.get(key, 0) + persons
    tables = [
        CountTable(f"attendances_by_domain.{measure}", NAMES, measure, "event", own, adds_up=True, personal=True,
                   contributors={key: behind[key] for key in own})
        for measure, own in counts.items()
    ]  # fmt: skip
    return tables, {measure: tuple(own) for measure, own in offer.items()}


@pytest.mark.parametrize("seed", (2, 3, 5))
def test_hours_of_a_year_do_not_hide_attendances_that_its_quarters_tell(seed):
    """Hours are printed of the year alone, so any of them can move; attendances are the sum of what is shown."""
    tables, offer = quarters_and_year(seed)
    periods = {"period_code": dict.fromkeys(("2025-K1", "2025-K2"), "2025")}
    done = protect(tables, RULES, periods, offer=offer)
    cells = done.tables["attendances_by_domain.attendances"].cells
    assert audit_edition(tables, done.tables, RULES, periods, offer=offer).is_clean
    for (prison, period, domain), cell in cells.items():
        if period == "2025" and cell.value is None:
            assert None in {cells[prison, quarter, domain].value for quarter in ("2025-K1", "2025-K2")}


@pytest.mark.parametrize("seed", (2, 3, 5))
def test_hours_do_not_hide_attendances_that_those_of_the_partners_tell(seed):
    """Hours are printed by domain alone; who works in which domain is public, and what each partner did is shown."""
    tables, offer = quarters_and_year(seed)
    times, hours = (
        replace(each, counts={key: value for key, value in each.counts.items() if key[1] == "2025"})
        for each in tables
    )
    own = replace(
        times, name="attendances_by_organisation.attendances", dimensions=(*NAMES[:2], "organisation_code"),
        counts={(*key[:2], f"{key[2]}-vzw"): value for key, value in times.counts.items() if key[2]},
        contributors={(*key[:2], f"{key[2]}-vzw"): value for key, value in times.contributors.items() if key[2]},
    )  # fmt: skip
    done = protect([times, own, hours], RULES, offer=offer).tables
    assert audit_edition([times, own, hours], done, RULES, offer=offer).is_clean
    for (prison, period, domain), cell in done[times.name].cells.items():
        if domain and cell.value is None:
            assert done[own.name].cells[prison, period, f"{domain}-vzw"].value is None
