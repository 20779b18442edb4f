"""Counts of persons against an attacker who tries every world of persons there can be."""

import numpy as np
import pytest
from exact_persons import Attacker, by_inequalities, by_trying, counted, patterns, random_world, table

from pipelines.errors import DisclosureError
from pipelines.protect import DisclosureRules, Reason, protect

RULES = DisclosureRules()
SHAPE = (2, 3)


def protected(seed, persons=25, shape=SHAPE):
    world = random_world(seed, *shape, persons)
    own = table(world, *shape)
    done = protect([own], RULES, {"period_code": {}}, worlds=patterns(world))
    return world, own, done


def shown_cells(own, done):
    cells = done.tables[own.name].cells
    return {
        (prison, domain): cell.value for (prison, _, domain), cell in cells.items() if cell.value is not None
    }


@pytest.mark.parametrize("seed", range(6))
def test_the_exact_attacker_finds_what_trying_every_world_finds(seed):
    world = random_world(seed, 2, 2, 4)
    counts = counted(world, 2, 2)
    random = np.random.default_rng(seed)
    shown = {key: count for key, count in counts.items() if count == 0 or random.random() < 0.5}
    shown[None, None] = counts[None, None]
    slow = by_trying(shown, 2, 2, most=4)
    attacker = Attacker(shown, 2, 2)
    assert {key: attacker.range(key) for key in counts} == slow


@pytest.mark.parametrize("seed", range(12))
def test_an_exact_attacker_is_left_with_at_least_what_is_proved(seed):
    _, own, done = protected(seed)
    attacker = Attacker(shown_cells(own, done), *SHAPE)
    proved = [each for each in done.log.hidden if each.reason is Reason.PERSONS]
    assert proved
    for each in proved:
        low, high = attacker.range((each.key[0], each.key[2]))
        assert low <= each.lowest
        assert high >= each.highest
        assert each.highest - each.lowest >= RULES.width
        assert each.highest >= RULES.threshold - 1


def test_inequalities_alone_call_a_count_safe_that_an_exact_attacker_knows():
    """Largest part <= whole <= sum of parts is a bound on what is known, never a proof that it is not.

    All five of D2 are also in P0, so everyone of P1 is: the total is the eight of P0.
    """
    shown = {
        ("P0", None): 8,
        (None, "D0"): 5,
        (None, "D2"): 5,
        ("P0", "D2"): 5,
        ("P1", "D0"): 0,
        ("P1", "D1"): 0,
    }
    assert by_inequalities(shown, (None, None), 2, 3) == (8, 13)
    assert Attacker(shown, 2, 3).range((None, None)) == (8, 8)


def test_persons_that_do_not_give_the_counts_prove_nothing():
    world = random_world(1, *SHAPE, 25)
    with pytest.raises(DisclosureError, match="kloppen niet met de deelnames"):
        protect([table(world, *SHAPE)], RULES, worlds=patterns(world[1:]))
