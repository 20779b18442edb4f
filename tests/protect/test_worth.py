"""What a report is read for is hidden last: all prisons together, by the breakdown that is given up last."""

from pipelines.protect import DisclosureRules, audit_edition, protect
from pipelines.tables import CountTable

NAMES = ("prison_code", "period_code", "domain_code")
YEAR = {"period_code": dict.fromkeys(("2025-K1", "2025-K2", "2025-K3", "2025-K4"), "2025")}
HELD = {  # by prison and domain the attendances of each quarter; one person came to welzijn in P1
    ("P1", "welzijn"): 1, ("P2", "welzijn"): 300,
    ("P1", "sport"): 900, ("P3", "sport"): 700,
    ("P1", "cultuur"): 20, ("P3", "cultuur"): 10,
}  # fmt: skip
"""Smallest is what all prisons did in cultuur: the cheapest figure to hide beside welzijn."""


def attendances():
    """Count attendances by prison, period and domain with all totals; one person came to welzijn in P1."""
    counts, persons = {}, {}
    for prison in ("P1", "P2", "P3", None):
        for period in (*YEAR["period_code"], "2025"):
            for domain in ("welzijn", "sport", "cultuur", None):
                inside = [key for key in HELD if prison in (None, key[0]) and domain in (None, key[1])]
                times = 4 if period == "2025" else 1
                counts[prison, period, domain] = times * sum(HELD[key] for key in inside)
                persons[prison, period, domain] = 1 if inside == [("P1", "welzijn")] else 6 * len(inside)
    return CountTable("attendances_by_domain.attendances", NAMES, "attendances", "attendance", counts,
                      adds_up=True, personal=True, contributors=persons)  # fmt: skip


def hidden_of_all_prisons(*give_up):
    table, rules = attendances(), DisclosureRules(give_up=give_up)
    done = protect([table], rules, YEAR)
    cells = done.tables[table.name].cells
    assert cells["P1", "2025", "welzijn"].value is None
    assert audit_edition([table], done.tables, rules, YEAR).is_clean
    return {key[2] for key, cell in cells.items() if key[0] is None and cell.value is None}


def test_all_prisons_by_the_breakdown_that_goes_last_are_printed_where_another_figure_can_go():
    assert hidden_of_all_prisons("gender", "domain_code") == set()


def test_a_breakdown_that_goes_sooner_is_hidden_where_that_is_cheapest():
    assert hidden_of_all_prisons("domain_code", "gender") == {"welzijn", "cultuur"}
