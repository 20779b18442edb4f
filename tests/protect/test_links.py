"""What measures of one mart come to is found in a few cells, and no hidden figure can be worked out from it."""

import pytest

from pipelines.protect import DisclosureRules, audit_edition, protect
from pipelines.protect.structure.linked_tables import links_of
from pipelines.tables import CountTable

RULES = DisclosureRules()
MART = "trajectories_by_domain"
NAMES = ("prison_code", "period_code", "domain_code")
ENDINGS = ("completed", "interrupted", "dropped_out")
FLOWS = {
    # domain: ran at the end of 2024, started in 2025, completed, interrupted, dropped out
    "werk": (40, 60, 25, 12, 9),
    "zorg": (31, 22, 14, 6, 2),
    "sport": (17, 11, 8, 5, 7),
}


def trajectories(flows):
    """Count tables of trajectories of a year: a stock, what started and three ways to end, one person each."""
    counts = {measure: {} for measure in ("running", "started", *ENDINGS)}
    for domain, (ran, started, *ended) in [
        *flows.items(),
        (None, map(sum, zip(*flows.values(), strict=True))),
    ]:
        counts["running"] |= {(None, "2024", domain): ran, (None, "2025", domain): ran + started - sum(ended)}
        counts["started"] |= {(None, "2025", domain): started}
        for measure, value in zip(ENDINGS, ended, strict=True):
            counts[measure] |= {(None, "2025", domain): value}
    return [
        CountTable(f"{MART}.{measure}", NAMES, measure, "trajectory", own, adds_up=True,
                   personal=True, contributors=own)
        for measure, own in counts.items()
    ]  # fmt: skip


def worked_out(tables, cell):
    """Work out a hidden figure as a reader does, from what is printed beside it; None where that fails."""
    shown = {name: {key: each.value for key, each in table.cells.items()} for name, table in tables.items()}
    value = {
        (measure, code): shown[f"{MART}.{measure}"].get((None, code, cell[1]))
        for measure in ("running", "started", *ENDINGS)
        for code in ("2024", "2025")
    }
    others = [value[each, "2025"] for each in ENDINGS if each != cell[0]]
    known = (value["running", "2024"], value["started", "2025"], value["running", "2025"], *others)
    return None if None in known else known[0] + known[1] - known[2] - sum(others)


def test_a_stock_and_three_ways_to_end_never_give_a_small_figure():
    tables = trajectories(FLOWS)
    done = protect(tables, RULES)
    assert done.tables[f"{MART}.dropped_out"].cells[None, "2025", "zorg"].value is None
    assert worked_out(done.tables, ("dropped_out", "zorg")) is None
    assert audit_edition(tables, done.tables, RULES).is_clean


def test_a_few_cells_tell_a_flow_within_a_mart():
    links = links_of(trajectories({"werk": FLOWS["werk"]}))
    flows = [link.coefficients for link in links if len(link.coefficients) == 6 and link.is_equal]
    assert flows
    assert {factor for _, factor in flows[0].items()} == {1.0, -1.0}


def test_a_stock_that_a_quarter_shows_is_the_stock_of_the_year():
    """The year hides it beside a small figure; the quarter that ends with it is the same figure."""
    running = {"werk": 40, "zorg": 3, "sport": 17, None: 60}
    counts = {
        (None, code, domain): value for code in ("2025", "2025-K4") for domain, value in running.items()
    }
    more = {(None, "2025-K3", domain): value + 9 for domain, value in running.items() if domain}
    table = CountTable(f"{MART}.running", NAMES, "running", "trajectory", {**counts, **more}, adds_up=True,
                       personal=True, contributors={**counts, **more})  # fmt: skip
    links = [link.coefficients for link in links_of([table])]
    assert len(links) == len(running)
    shown = protect([table], RULES).tables[table.name].cells
    assert shown[None, "2025", "zorg"].value is None
    assert {domain: shown[None, "2025", domain] for domain in running} == {
        domain: shown[None, "2025-K4", domain] for domain in running
    }


@pytest.mark.parametrize("more", [1, -1])
def test_what_does_not_hold_in_one_cell_is_no_relation(more):
    tables = trajectories(FLOWS)
    running = next(table for table in tables if table.measure == "running")
    running.counts[None, "2025", "sport"] += more
    assert not [link for link in links_of(tables) if len(link.coefficients) == 6]
