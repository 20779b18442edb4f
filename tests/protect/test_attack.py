import itertools

import numpy as np
import pytest
from make_believe import cross, with_totals

from pipelines.protect.lp.interval_audit import View, attack
from pipelines.protect.lp.pattern_proof import audit, certify, view_of, within_reach
from pipelines.protect.lp.secondary import clean, suppress
from pipelines.protect.lp.system import Relation, adds_up_to, build_system

SHAPES = ((2, 2), (2, 3), (3, 3), (2, 2, 2))


def enumerate_ranges(view, cap):
    """Try every assignment of the hidden cells: the slow truth."""
    hidden = np.flatnonzero(~view.shown)
    matrix = view.matrix[:, hidden].toarray()
    rest = -(view.matrix @ np.where(view.shown, view.values, 0))
    low, high = np.full(len(hidden), cap + 1), np.full(len(hidden), -1)
    trial = np.zeros(len(hidden), int)

    def fill(at):
        if at == len(hidden):
            if (matrix @ trial == rest).all():
                np.minimum(low, trial, out=low)
                np.maximum(high, trial, out=high)
            return
        for value in range(int(view.floor[hidden[at]]), cap + 1):
            trial[at] = value
            done, left = matrix[:, : at + 1] @ trial[: at + 1], matrix[:, at + 1 :]
            floors = view.floor[hidden[at + 1 :]]
            least = done + np.where(left > 0, left * floors, left * cap).sum(axis=1)
            most = done + np.where(left > 0, left * cap, left * floors).sum(axis=1)
            if ((least <= rest) & (rest <= most)).all():
                fill(at + 1)

    fill(0)
    return hidden, low, high


def random_cross(random, shape, mean):
    return cross(with_totals(random.poisson(mean, shape)))


@pytest.mark.parametrize("seed", range(40))
def test_the_attack_finds_what_trying_every_world_finds(seed):
    random = np.random.default_rng(seed)
    values, relations = random_cross(random, SHAPES[seed % 4], 2.5)
    zeros_shown = seed % 2 == 0
    names = sorted(values)
    small = [name for name in names if 0 < values[name] < 5]
    extra = [name for name in names if (values[name] or not zeros_shown) and random.random() < 0.15]
    chosen = set(random.permutation(sorted({*small, *extra}))[:8])
    system = build_system(
        values, relations,
        ranges=dict.fromkeys(chosen, (0, 1)),
        hidden_zeros=frozenset() if zeros_shown else frozenset(names),
        ceilings=dict.fromkeys(names, max(values.values()) + 3),
    )  # fmt: skip
    view = view_of(system, system.unsafe)
    cap = max(values.values()) + 3
    ranges = attack(view, system.unsafe)
    hidden, low, high = enumerate_ranges(view, cap)
    assert (ranges.low[hidden] == low).all()
    assert (ranges.high[hidden] == high).all()
    assert (ranges.outer_low[hidden] <= low).all()
    assert (ranges.outer_high[hidden] >= high).all()


def protected(seed):
    random = np.random.default_rng(100 + seed)
    values, relations = random_cross(random, ((4, 5), (3, 3, 3), (5, 4, 2))[seed % 3], 6)
    small = {name for name, value in values.items() if 0 < value < 5}
    system = build_system(values, relations, ranges=dict.fromkeys(small, (1, 4)))
    system = within_reach(system, 3)
    return system, clean(system, suppress(system))


@pytest.mark.parametrize("seed", range(25))
def test_a_pattern_is_closed_and_needs_each_of_its_secondary_cells(seed):
    system, pattern = protected(seed)
    assert audit(system, pattern.hidden)[1] == ()
    assert certify(system, pattern.hidden, pattern.worlds.values()) == ()
    for cell in np.flatnonzero(pattern.hidden & ~system.unsafe):
        weaker = pattern.hidden.copy()
        weaker[cell] = False
        assert audit(system, weaker)[1], f"{system.names[cell]} was hidden for nothing"
    if (pattern.hidden & ~system.unsafe).any():
        assert audit(system, system.unsafe)[1]


def test_a_world_that_was_tampered_with_proves_nothing():
    system, pattern = protected(0)
    demand, world = next(iter(pattern.worlds.items()))
    cell = next(iter(world))
    others = [each for key, each in pattern.worlds.items() if key != demand]
    alone = certify(system, pattern.hidden, [world])
    bent = certify(system, pattern.hidden, [{**world, cell: world[cell] + 1}])
    assert system.names[demand.cell] in bent
    assert len(bent) >= len(alone)
    assert certify(system, pattern.hidden, [*others, world]) == ()


def test_a_world_that_touches_a_shown_cell_proves_nothing():
    system, pattern = protected(0)
    cell = next(cell for world in pattern.worlds.values() for cell in world if not system.unsafe[cell])
    weaker = pattern.hidden.copy()
    weaker[cell] = False
    assert certify(system, weaker, pattern.worlds.values()) != ()


def test_printing_less_than_five_gives_cells_away():
    """The mark must not say which hidden cells are small: with that the attack narrows."""
    values, relations = cross(with_totals(np.array([[3, 9, 8], [7, 4, 12], [20, 11, 2]])))
    small = {name for name, value in values.items() if 0 < value < 5}
    system = within_reach(build_system(values, relations, ranges=dict.fromkeys(small, (1, 4))), 3)
    pattern = clean(system, suppress(system))
    neutral = attack(view_of(system, pattern.hidden), system.unsafe)
    telling = build_system(values, relations, ranges=dict.fromkeys(small, (1, 4)),
                           ceilings=dict.fromkeys(small, 4))  # fmt: skip
    labelled = attack(view_of(telling, pattern.hidden), system.unsafe)
    width = (neutral.high - neutral.low)[system.unsafe].sum()
    assert (labelled.high - labelled.low)[system.unsafe].sum() < width


def test_an_audit_that_forgets_a_relation_differs_from_the_slow_truth():
    values = {"a": 3, "b": 9, "c": 4, "ab": 12, "abc": 16}
    relations = [adds_up_to("ab", ["a", "b"]), adds_up_to("abc", ["ab", "c"])]
    system = build_system(values, relations, ranges=dict.fromkeys(["a", "b"], (1, 4)))
    view = view_of(system, system.unsafe)
    forgetful = View(view.shown, view.values, view.matrix[1:], view.row_low[1:], view.row_high[1:],
                     view.floor, view.ceiling)  # fmt: skip
    hidden_cells, low, high = enumerate_ranges(view, 30)
    right, wrong = attack(view, system.unsafe), attack(forgetful, system.unsafe)
    assert (right.high[hidden_cells] == high).all()
    assert (right.low[hidden_cells] == low).all()
    assert (wrong.high[hidden_cells] != high).any()


def test_relations_that_the_values_do_not_keep_are_refused():
    with pytest.raises(ValueError, match="1 relations do not hold"):
        build_system({"a": 3, "b": 1, "c": 1}, [adds_up_to("a", ["b", "c"])], ranges={})


def test_shown_cells_that_contradict_each_other_are_refused():
    system = build_system({"a": 3, "b": 1, "c": 2}, [adds_up_to("a", ["b", "c"])], ranges={"b": (1, 4)})
    view = view_of(system, system.unsafe)
    view.values[list(system.names).index("c")] = 9
    with pytest.raises(ValueError, match="contradict"):
        attack(view, system.unsafe)


@pytest.mark.parametrize("decimals", [0, 1])
def test_unguarded_percentages_give_hidden_cells_away(decimals):
    values, relations = cross(with_totals(np.array([[3, 61, 52], [47, 2, 66], [58, 44, 4]])))
    small = {name for name, value in values.items() if 0 < value < 5}
    system = within_reach(build_system(values, relations, ranges=dict.fromkeys(small, (1, 4))), 3)
    pattern = clean(system, suppress(system))
    printed = [
        share_relation(f"{row:04d}/{column:04d}", f"{row:04d}/*", values, decimals)
        for row, column in itertools.product(range(3), range(3))
    ]
    with_shares = build_system(
        values, [*relations, *itertools.chain(*printed)], ranges=dict.fromkeys(small, (1, 4))
    )
    assert audit(system, pattern.hidden)[1] == ()
    assert audit(with_shares, pattern.hidden)[1]


def share_relation(part, whole, values, decimals):
    """A printed percentage as two linear relations."""
    printed = round(100 * values[part] / values[whole], decimals) / 100
    half = 0.5 * 10 ** (-decimals) / 100
    least = Relation({part: 1.0, whole: -(printed - half)}, -1e-6, np.inf)
    most = Relation({part: 1.0, whole: -(printed + half)}, -np.inf, 1e-6)
    return least, most


def test_what_can_be_is_asked_also_where_fractions_go_further_than_whole_numbers():
    """Twice one cell is another, at least 13 of 23: the first is 7 or more, and 6.5 for who counts in halves."""
    system = build_system(
        {"one": 10, "twice": 20, "rest": 3, "whole": 23},
        [Relation({"one": 2.0, "twice": -1.0}), adds_up_to("whole", ["twice", "rest"])],
        ranges={"one": (5, 11)},
        frozen=frozenset({"whole"}),
        ceilings={"rest": 10},
    )
    place = system.names.index("one")
    assert within_reach(system, 3).lowest[place] == 7
