"""No range ever misses the truth: every relation of the auditor holds in every world of persons and sessions."""

import tempfile
from pathlib import Path

from hand import attack, edition
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from worlds import PARTNERS, PRISONS, PUBLIC, QUARTERS, count, give_up, session, write

SESSIONS = st.lists(
    st.builds(
        session, st.sampled_from(PRISONS), st.sampled_from(QUARTERS), st.sampled_from(sorted(PARTNERS)),
        st.integers(0, 1), st.frozensets(st.integers(0, 9), max_size=5),
    ),
    min_size=1, max_size=14,
)  # fmt: skip


def hide(tables, random, share):
    """Choose figures about persons to withhold: any, for the attack must be right about all of them."""
    return {
        name
        for figures in tables.values()
        for name, value in figures.items()
        if name[0] != "sessions_held" and value and random.random() < share
    }


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SESSIONS, st.randoms(use_true_random=False), st.sampled_from([0.1, 0.3, 0.7]))
def test_the_truth_lies_in_every_range(sessions, random, share):
    tables = count(sessions)
    hidden = hide(tables, random, share)
    with tempfile.TemporaryDirectory() as folder:
        found = attack(edition(Path(folder), **write(tables, hidden)), public=PUBLIC)
    true = {name: value for figures in tables.values() for name, value in figures.items()}
    assert {each.name for each in found.ranges} == hidden
    assert found.given_up == ()
    for each in found.ranges:
        assert each.lowest <= true[each.name], each
        assert each.highest is None or true[each.name] <= each.highest, each


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SESSIONS, st.randoms(use_true_random=False), st.sampled_from([0.1, 0.4]), st.sampled_from([0.1, 0.4]))
def test_the_truth_lies_in_every_range_where_breakdowns_are_given_up(sessions, random, share, left_out):
    """That a table does not print a place says nothing of what happened there."""
    whole = count(sessions)
    tables = give_up(whole, random, left_out)
    hidden = hide(tables, random, share)
    with tempfile.TemporaryDirectory() as folder:
        found = attack(edition(Path(folder), **write(tables, hidden)), public=PUBLIC)
    true = {name: value for figures in whole.values() for name, value in figures.items()}
    assert found.given_up == ()
    for each in found.ranges:
        assert each.lowest <= true[each.name], each
        assert each.highest is None or true[each.name] <= each.highest, each


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SESSIONS, SESSIONS, st.randoms(use_true_random=False), st.sampled_from([0.1, 0.4]))
def test_the_truth_of_each_version_lies_in_a_range_when_rows_come_late(first, late, random, share):
    before, after = count(first), count([*first, *late])
    hidden = hide(before, random, share)
    with tempfile.TemporaryDirectory() as folder:
        for version, tables in enumerate((before, after), 1):
            edition(Path(folder), "2025", version, **write(tables, hidden))
        found = attack(Path(folder), public=PUBLIC)
    true = [
        {name: value for figures in tables.values() for name, value in figures.items()}
        for tables in (before, after)
    ]
    for each in found.ranges:
        assert any(
            each.lowest <= world[each.name] and (each.highest is None or world[each.name] <= each.highest)
            for world in true
        ), each
    assert found.given_up == ()
