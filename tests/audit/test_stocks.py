"""Stocks: what ran, began and ended makes what runs, in whatever period and by however many endings.

A year of make-believe trajectories is published; one who decides without these relations gives a few persons
away to one who knows them, and the other way round.
"""

import random
from dataclasses import replace

import pytest
from hand import attack, edition, printed, spans

from pipelines.protect import DisclosureRules, PersonPatterns, Reason, audit_edition, protect
from pipelines.tables import Cell, CountTable

RULES = DisclosureRules()
MART = "trajectories_by_domain"
NAMES = ("prison_code", "period_code", "domain_code")
QUARTERS = tuple(f"2025-K{number}" for number in (1, 2, 3, 4))
PERIODS = {"2025-JTD2": QUARTERS[:2], "2025-JTD3": QUARTERS[:3], "2025": QUARTERS} | {
    code: (code,) for code in QUARTERS
}
ENDINGS = ("trajectories_completed", "trajectories_interrupted", "trajectories_dropped_out")
RAN = {"werk": 40, "zorg": 31, "sport": 17}


def year(seed):
    """Count tables of a year by quarter and to date: a stock, what started, and three ways to end."""
    random_ = random.Random(seed)
    tables = {measure: {} for measure in ("trajectories_running", "trajectories_started", *ENDINGS)}

    def add(measure, code, domain, value):
        for own in (domain, None):
            tables[measure][None, code, own] = tables[measure].get((None, code, own), 0) + value

    for domain, ran in RAN.items():
        add("trajectories_running", "2024", domain, ran)
        began = {code: random_.randint(12, 20) for code in QUARTERS}
        ended = {
            code: [random_.randint(5, 9), random_.randint(5, 7), random_.randint(1, 2)] for code in QUARTERS
        }
        for code, quarters in PERIODS.items():
            add("trajectories_started", code, domain, sum(began[each] for each in quarters))
            for place, measure in enumerate(ENDINGS):
                add(measure, code, domain, sum(ended[each][place] for each in quarters))
            until = QUARTERS[: QUARTERS.index(quarters[-1]) + 1]
            runs = ran + sum(began[each] - sum(ended[each]) for each in until)
            add("trajectories_running", code, domain, runs)
    return [
        CountTable(f"{MART}.{measure}", NAMES, measure, "trajectory", counts, adds_up=True, personal=True,
                   contributors=counts)
        for measure, counts in tables.items()
    ]  # fmt: skip


def found_few(folder, tables, rules=RULES):
    """Give the figures of few persons that an outsider knows more closely than the rules allow."""
    few = {
        (table.measure, frozenset((n, one) for n, one in zip(table.dimensions, key, strict=True) if one))
        for table in tables
        for key, value in table.counts.items()
        if value and value < rules.threshold
    }
    found = attack(folder)
    return [each for each in (*found.exact, *found.narrow) if each.name in few]


HIERARCHY = {"period_code": dict.fromkeys(QUARTERS, "2025")}
CALENDAR = PersonPatterns(
    ("prison_code", "period_code"), (),
    {code: tuple(wider for wider, parts in PERIODS.items() if code in parts) for code in QUARTERS},
    season_of=dict.fromkeys(QUARTERS, "2025"), activities=(),
)  # fmt: skip
"""Nobody took part; what is known is which quarters lie in which period."""


@pytest.mark.parametrize("seed", range(3))
def test_stocks_and_flows_to_date_give_no_few_persons_away(seed, tmp_path):
    tables = year(seed)
    done = protect(tables, RULES, HIERARCHY, worlds=CALENDAR)
    assert any(cell.mark for table in done.tables.values() for cell in table.cells.values())
    assert found_few(printed(tmp_path, done.tables), tables) == []


def test_one_who_decides_without_flows_is_found_out(tmp_path, monkeypatch):
    monkeypatch.setattr("pipelines.protect.structure.linked_tables._flows", lambda *_: ())
    tables = year(0)
    blind = protect(tables, RULES, HIERARCHY, worlds=CALENDAR)
    assert audit_edition(tables, blind.tables, RULES, HIERARCHY, worlds=CALENDAR).is_clean
    assert found_few(printed(tmp_path, blind.tables), tables)


def test_one_who_attacks_without_flows_is_found_out(tmp_path, monkeypatch):
    tables = year(0)
    done = protect(tables, RULES, HIERARCHY, worlds=CALENDAR)
    counted = {table.name: table for table in tables}
    wanted = {(each.table, each.key) for each in done.log.hidden
              if each.reason is Reason.SECONDARY and each.table.endswith(("running", "started"))}  # fmt: skip
    assert wanted
    shown = {
        name: replace(table, cells={
            key: Cell(value=counted[name].counts[key]) if (name, key) in wanted else cell
            for key, cell in table.cells.items()
        })
        for name, table in done.tables.items()
    }  # fmt: skip
    folder = printed(tmp_path, shown)
    sighted = found_few(folder, tables)
    monkeypatch.setattr("pipelines.audit.outside.attack.write_stocks", lambda *_: None)
    assert len(found_few(folder, tables)) < len(sighted)
    assert audit_edition(tables, shown, RULES, HIERARCHY, worlds=CALENDAR).open


def test_three_ways_to_end_are_one_relation(tmp_path):
    edition(tmp_path, trajectories_by_domain="""
        prison_code period_code trajectories_running trajectories_started trajectories_completed trajectories_interrupted trajectories_dropped_out
        GEN         2024        40                   .                    .                      .                        .
        GEN         2025        54                   60                   25                     12                       [o]
    """)  # fmt: skip
    found = spans(attack(tmp_path))
    assert found["trajectories_dropped_out period_code=2025 prison_code=GEN"] == (9, 9)


@pytest.mark.parametrize("code", ["2025", "2025-JTD4"])
def test_the_stock_of_a_year_is_that_of_its_last_quarter(code, tmp_path):
    edition(tmp_path, trajectories_by_domain=f"""
        prison_code period_code trajectories_running
        GEN         {code}      [o]
        GEN         2025-K4     23
        GEN         2025-K3     31
    """)  # fmt: skip
    assert spans(attack(tmp_path)) == {f"trajectories_running period_code={code} prison_code=GEN": (23, 23)}


def test_a_year_to_date_begins_where_the_year_before_ended(tmp_path):
    edition(tmp_path, trajectories_by_domain="""
        prison_code period_code trajectories_running trajectories_started trajectories_ended
        GEN         2024-K4     40                   .                    .
        GEN         2025-JTD3   [o]                  60                   46
    """)  # fmt: skip
    assert spans(attack(tmp_path)) == {"trajectories_running period_code=2025-JTD3 prison_code=GEN": (54, 54)}


def test_what_began_in_the_first_year_is_what_ended_and_what_runs(tmp_path):
    """Nobody delivered a stock before: 5 that did not end well or run still, and the next year 5 again."""
    flows = {"2024": (10, 5, 0, 2, 3), "2025": (13, 6, 7, 2, 1)}  # started, three ways to end, running
    other = {"2024": (60, 25, 12, 9, 14), "2025": (50, 20, 15, 9, 20)}
    tables = []
    for place, measure in enumerate(("trajectories_started", *ENDINGS, "trajectories_running")):
        counts = {(None, "2023", domain): None for domain in ("werk", "zorg", None)}
        for code, own in flows.items():
            mine, more = own[place], other[code][place]
            counts |= {
                (None, code, "zorg"): mine,
                (None, code, "werk"): more,
                (None, code, None): mine + more,
            }
        behind = {key: value for key, value in counts.items() if value is not None}
        tables.append(CountTable(f"{MART}.{measure}", NAMES, measure, "trajectory", counts, adds_up=True,
                                 personal=True, contributors=behind))  # fmt: skip
    done = protect(tables, RULES)
    assert found_few(printed(tmp_path, done.tables), tables) == []
