"""What measures of one mart come to is found in a few cells, and no hidden figure can be worked out from it."""

import numpy as np
import pytest
from releases import released
from scipy.optimize import linprog

from pipelines.protect import DisclosureRules, audit_edition, protect
from pipelines.protect.history.release_record import join_releases
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


ENDED = {
    # domain: completed, dropped out, interrupted
    "welzijn": (72, 31, 60), "werk": (25, 8, 26), "taal": (3, 2, 4), "sport": (11, 6, 12),
}  # fmt: skip
MADE_OF = {
    "completed": (1, 0, 0), "dropped_out": (0, 1, 0), "interrupted": (0, 0, 1),
    "settled": (1, 1, 0), "ended": (1, 1, 1), "ended_early": (0, 1, 1),
}  # fmt: skip


def ended(*measures):
    """Count tables of how trajectories of a year ended, one person each."""
    tables = []
    for measure in measures:
        counts = {(None, "2025", domain): int(np.dot(MADE_OF[measure], own)) for domain, own in ENDED.items()}
        counts[None, "2025", None] = sum(counts.values())
        tables.append(
            CountTable(f"{MART}.{measure}", NAMES, measure, "trajectory", counts, adds_up=True, personal=True,
                       contributors=counts)
        )  # fmt: skip
    return tables


def small_ones_told(*releases):
    """Give the parts of few persons that all releases together tell within less than three."""
    parts = [(domain, at) for domain in ENDED for at in range(3)]
    known = {}
    for done in releases:
        for table in done.tables.values():
            for key, cell in table.cells.items():
                if known.get((table.measure, key[2])) is None:
                    known[table.measure, key[2]] = cell.value
    rows = [
        [MADE_OF[measure][at] * (label in (None, domain)) for domain, at in parts] for measure, label in known
    ]
    matrix, printed = np.array(rows, float), np.array([np.nan if v is None else v for v in known.values()])
    is_shown, found = ~np.isnan(printed), {}
    for place, (domain, at) in enumerate(parts):
        cost = np.eye(len(parts))[place]
        ends = [
            sign * linprog(sign * cost, -matrix[~is_shown], -np.ones((~is_shown).sum()), matrix[is_shown],
                           printed[is_shown], bounds=(0, 1000)).fun
            for sign in (1, -1)
        ]  # fmt: skip
        if ENDED[domain][at] < RULES.threshold and ends[1] - ends[0] < RULES.width:
            found[domain, at] = ends
    return found


def test_measures_that_only_an_earlier_outline_showed_stay_in_the_sums():
    """All that ended is out, apart from how; a new outline tells how many were completed or dropped."""
    first = protect(ended("completed", "ended", "ended_early"), RULES)
    assert not small_ones_told(first)
    now = ended("completed", "dropped_out", "interrupted", "settled")
    earlier = join_releases([released(1, first)], [])
    then = protect(now, RULES, earlier=earlier, counted=ended(*MADE_OF))
    assert not small_ones_told(first, then)
    assert small_ones_told(first, protect(now, RULES, earlier=earlier))  # that reader finds them otherwise
    assert audit_edition(now, then.tables, RULES, earlier=earlier, counted=ended(*MADE_OF)).is_clean
    assert not then.log.dropped
