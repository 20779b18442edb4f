"""What an attack must see, whatever the pattern: marks, rates, and the bounds on both sides of the truth."""

from time import process_time

import numpy as np
import pytest
from exact_persons import Attacker, by_inequalities, patterns, random_world, table
from make_believe import cross, participations, persons, with_totals

from pipelines.protect import DisclosureRules, Reason, Relation, Status, divide_cells, protect, protect_cells
from pipelines.protect.lp.interval_audit import attack
from pipelines.protect.lp.pattern_proof import audit, view_of, within_reach
from pipelines.protect.lp.system import build_system
from pipelines.tables import Cell, Mark

RULES = DisclosureRules()
TABLE = np.array([[3, 61, 52], [47, 2, 66], [58, 44, 4]])
SUPPRESSED = Cell(mark=Mark.SUPPRESSED)


def small_of(values):
    return {name: (1, 4) for name, value in values.items() if 0 < value < 5}


def published(values, relations):
    pattern = protect_cells(values, relations)
    return {
        name: Cell(value=values[name]) if status is Status.SHOWN else SUPPRESSED
        for name, status in pattern.status.items()
    }


def hidden_in(system, cells):
    return np.array([cells[name] == SUPPRESSED for name in system.names])


@pytest.mark.parametrize("seed", range(8))
def test_the_mark_less_than_five_makes_the_audit_fail(seed):
    """The same closed pattern, but the small cells print "<5": some of them are then known too well."""
    values, relations = cross(with_totals(np.random.default_rng(seed).poisson(5, (6, 5))))
    cells = published(values, relations)
    neutral = within_reach(build_system(values, relations, ranges=small_of(values)), RULES.width)
    telling = build_system(
        values, relations, ranges=small_of(values), ceilings=dict.fromkeys(small_of(values), 4)
    )
    assert audit(neutral, hidden_in(neutral, cells))[1] == ()
    assert audit(telling, hidden_in(telling, cells))[1]


def printed(part, whole, share):
    """A percentage of one decimal as two relations between what it is made of."""
    low, high = (float(share) - 0.05) / 100, (float(share) + 0.05) / 100
    return [
        Relation({part: 1.0, whole: -low}, -1e-6, np.inf),
        Relation({part: 1.0, whole: -high}, -np.inf, 1e-6),
    ]


@pytest.mark.parametrize("is_guarded", [True, False])
def test_rates_from_published_cells_add_nothing_to_find_and_others_do(is_guarded):
    values, relations = cross(with_totals(TABLE))
    cells = published(values, relations)
    rates = []
    for part in sorted(cells):
        whole = f"{part.split('/')[0]}/*"
        counted = Cell(value=values[part]), Cell(value=values[whole])
        rate = divide_cells(*((cells[part], cells[whole]) if is_guarded else counted))
        if rate.value is not None and part != whole:
            rates += printed(part, whole, rate.value)
    assert rates
    known = within_reach(build_system(values, relations, ranges=small_of(values)), RULES.width)
    system = build_system(
        values,
        [*relations, *rates],
        ranges={
            name: (int(known.lowest[at]), int(known.highest[at]))
            for at, name in enumerate(known.names)
            if known.unsafe[at]
        },
    )
    assert bool(audit(system, hidden_in(system, cells))[1]) is not is_guarded


@pytest.mark.parametrize("seed", range(20, 30))
def test_proved_ranges_of_persons_lie_within_the_exact_ones_and_those_within_the_inequalities(seed):
    own = table(world := random_world(seed, 2, 3, 25), 2, 3)
    done = protect([own], RULES, {"period_code": {}}, worlds=patterns(world))
    cells = done.tables[own.name].cells
    shown = {(key[0], key[2]): cell.value for key, cell in cells.items() if cell.value is not None}
    attacker = Attacker(shown, 2, 3)
    for each in done.log.hidden:
        if each.reason is Reason.PERSONS:
            key = each.key[0], each.key[2]
            exact, outer = attacker.range(key), by_inequalities(shown, key, 2, 3)
            assert exact[0] <= each.lowest <= own.counts[each.key] <= each.highest <= exact[1]
            assert outer[0] <= exact[0]
            assert min(exact[1], 10_000) <= outer[1]


GAUSS = {"young": {"Spain": 5, "Iceland": 2, "Portugal": 0}, "old": {"Spain": 6, "Iceland": 3, "Portugal": 4}}


def vignette():
    """The first table of the GaussSuppression vignette on small counts, where 0 and 1 are unsafe."""
    table = with_totals(np.array([list(row.values()) for row in GAUSS.values()]))
    return cross(table)


def test_not_being_determined_is_weaker_than_what_we_ask():
    """There four cells are hidden, and none is determined; yet each young one can only be 0, 1 or 2."""
    values, relations = vignette()
    theirs = {"0000/0001", "0000/0002", "0001/0001", "0001/0002"}
    system = build_system(
        values, relations, ranges=dict.fromkeys(theirs, (0, 4)), hidden_zeros=frozenset(values)
    )
    ranges, still_open = audit(system, system.unsafe)
    found = attack(view_of(system, system.unsafe), system.unsafe)
    at = system.names.index("0000/0002")
    assert (found.low[at], found.high[at]) == (0, 2)
    assert "0000/0002" in still_open
    assert (ranges.low <= ranges.high).all()


def test_our_pattern_for_the_vignette_leaves_the_zero_wide():
    values, relations = vignette()
    pattern = protect_cells(
        values, relations, DisclosureRules(threshold=2, zeros="unsafe"), ranges={"0000/0002": (0, 3)}
    )
    assert pattern.status["0000/0002"] is Status.PRIMARY
    assert pattern.ranges["0000/0002"][1] >= 3


@pytest.mark.slow
def test_a_report_sized_cross_takes_no_more_than_a_few_hundred_attacks_take():
    """Measured side by side, so that it holds on any machine: 60 to 90 times the attack."""
    values, relations = cross(participations(persons(), (18, 6, 4, 3)))
    system = build_system(values, relations, ranges=small_of(values))
    start = process_time()
    attack(view_of(system, system.unsafe), system.unsafe)
    between = process_time()
    pattern = protect_cells(values, relations)
    assert process_time() - between < 300 * (between - start)
    secondary = sum(status is Status.SECONDARY for status in pattern.status.values())
    assert secondary <= 1.05 * 307
    assert min(high - low for low, high in pattern.ranges.values()) >= RULES.width
