"""Where sessions always last equally long, a reader turns hours into attendances: two sums, two equations."""

from dataclasses import replace
from decimal import Decimal
from itertools import product

import pytest
from hand import attack, edition, printed, spans

from pipelines.protect import DisclosureRules, protect
from pipelines.protect.structure.offer import Offered
from pipelines.public_knowledge import Area, PublicKnowledge
from pipelines.tables import CountTable

PARTNERS = PublicKnowledge(areas=(Area("YOGV", "sport", form="group"), Area("ARBV", "werk", form="group")))
YEARS = ("2022", "2023", "2024")


def tables(hours_of_yoga):
    """Three years in print, and one in which both partners are hidden beside their totals."""
    attended = "prison_code period_code organisation_code attendances participant_hours\n"
    held = "prison_code period_code organisation_code sessions_held session_hours\n"
    for year in YEARS:
        attended += f"GEN {year} YOGV 40 {hours_of_yoga}\nGEN {year} ARBV 10 10\nGEN {year} . 50 {hours_of_yoga + 10}\n"
        held += f"GEN {year} YOGV 10 20\nGEN {year} ARBV 8 8\nGEN {year} . 18 28\n"
    attended += "GEN 2025 YOGV [o] [o]\nGEN 2025 ARBV [o] [o]\nGEN 2025 . 33 63\n"
    held += "GEN 2025 YOGV 9 18\nGEN 2025 ARBV 7 7\nGEN 2025 . 16 25\n"
    return {"attendances_by_organisation": attended, "sessions_by_organisation": held}


def test_hours_and_attendances_are_two_equations(tmp_path):
    edition(tmp_path, **tables(80))
    found = spans(attack(tmp_path, public=PARTNERS))
    assert found["attendances organisation_code=ARBV period_code=2025 prison_code=GEN"] == (3, 3)
    assert found["attendances organisation_code=YOGV period_code=2025 prison_code=GEN"] == (30, 30)


@pytest.mark.parametrize("hours", [70, 79.5])
def test_where_some_came_for_a_part_of_a_session_hours_are_a_limit_only(hours, tmp_path):
    edition(tmp_path, **tables(hours))
    found = spans(attack(tmp_path, public=PARTNERS))
    low, high = found["attendances organisation_code=ARBV period_code=2025 prison_code=GEN"]
    assert low < 3 <= high
    assert attack(tmp_path, public=PARTNERS).given_up == ()


LENGTH = {"sport": Decimal(2), "werk": Decimal(1), "zorg": Decimal("1.5"), "taal": Decimal(1)}
CAME = {
    # prison: domain: attendances, persons, in the last year; before it more than enough persons came everywhere
    "GEN": {"sport": (120, 40), "werk": (9, 3), "zorg": (26, 9), "taal": (80, 30)},
    "MEC": {"sport": (90, 30), "werk": (35, 12), "zorg": (41, 15), "taal": (7, 2)},
    "BRU": {"sport": (70, 22), "werk": (52, 17), "zorg": (12, 4), "taal": (33, 11)},
}
NAMES = ("prison_code", "period_code", "domain_code")
RULES = DisclosureRules()
KNOWN = PublicKnowledge(areas=tuple(Area(f"{domain}-vzw", domain, form="group") for domain in LENGTH))


def four_years():
    """Count tables of attendances, hours and sessions, and the offer with the length of each session."""
    counts = {
        measure: {} for measure in ("attendances", "participant_hours", "sessions_held", "session_hours")
    }
    behind, offer = {}, {"attendances": [], "participant_hours": []}
    for year, (prison, domains) in product((*YEARS, "2025"), CAME.items()):
        for domain, (last, few) in domains.items():
            came, persons = (last, few) if year == "2025" else (60, 30)
            length = LENGTH[domain]
            labels = {
                "prison_code": prison, "period_code": year, "organisation_code": f"{domain}-vzw",
                "domain_code": domain, "subdomain_code": domain, "form": "group", "target_group": "all",
            }  # fmt: skip
            values = dict(zip(counts, (came, came * length, 10, 10 * length), strict=True))
            for measure, own in offer.items():
                own.append(Offered(labels, values[measure], None, 0, (length, length)))
            for key in product((prison, None), (year,), (domain, None)):
                behind[key] = behind.get(key, 0) + persons
                for measure, value in values.items():
                    counts[measure][key] = counts[measure].get(key, 0) + value
    tables = [
        CountTable(f"{'sessions' if measure.startswith('session') else 'attendances'}_by_domain.{measure}", NAMES,
                   measure, "event", own, adds_up=True, personal=not measure.startswith("session"),
                   contributors=None if measure.startswith("session") else behind)
        for measure, own in counts.items()
    ]  # fmt: skip
    return tables, {measure: tuple(own) for measure, own in offer.items()}


def few_found(folder):
    """Give the attendances of few persons that an outsider knows too closely."""
    few = {
        frozenset({("prison_code", prison), ("period_code", "2025"), ("domain_code", domain)})
        for prison, own in CAME.items() for domain, (_, persons) in own.items() if persons < RULES.threshold
    }  # fmt: skip
    return [one for one in attack(folder, public=KNOWN).ranges if one.name[0] == "attendances"
            and one.name[1] in few and one.highest is not None and one.highest - one.lowest < RULES.width]  # fmt: skip


def test_one_who_decides_without_lengths_is_found_out(tmp_path):
    tables, offer = four_years()
    blind = {measure: tuple(replace(one, lasted=None) for one in own) for measure, own in offer.items()}
    assert few_found(printed(tmp_path, protect(tables, RULES, offer=blind).tables))


def test_one_who_decides_with_lengths_is_not(tmp_path):
    tables, offer = four_years()
    done = protect(tables, RULES, offer=offer)
    assert done.tables["attendances_by_domain.participant_hours"].cells[None, "2025", None].value is not None
    assert few_found(printed(tmp_path, done.tables)) == []
