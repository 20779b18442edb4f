"""Controlled rounding: sums that hold, figures that are near, and small cells that stay uncertain."""

import random
from dataclasses import replace

import numpy as np
import pytest
from exact_persons import Attacker, patterns, random_world, table
from make_believe import cross, participations, persons, with_totals
from releases import attendances, release
from releases import patterns as patterns_of

from pipelines.errors import DisclosureError
from pipelines.protect import (
    DisclosureRules,
    Reason,
    ReleaseHistory,
    adds_up_to,
    attack_rounded,
    audit_edition,
    protect,
    protect_cells,
    read_release,
    round_cells,
    write_release_record,
)
from pipelines.protect.structure.patterns import place_of
from pipelines.tables import Cell, Mark

RULES = DisclosureRules(method="round5")
PERIODS = {"period_code": {f"2025-K{quarter}": "2025" for quarter in (1, 2, 3, 4)}}
ROWS = attendances(number=300, prisons=2)
TABLES = release(ROWS)
COUNTED = {each.name: each for each in TABLES}
WORLDS = patterns_of(ROWS)
BASE = 5


@pytest.fixture(scope="module")
def done():
    return protect(TABLES, RULES, PERIODS, worlds=WORLDS)


def audited(tables):
    return audit_edition(TABLES, tables, RULES, PERIODS, worlds=WORLDS)


def bent(tables, name, key, value):
    return {**tables, name: replace(tables[name], cells={**tables[name].cells, key: Cell(value=value)})}


@pytest.mark.parametrize("seed", range(8))
def test_rounded_cells_add_up_are_near_and_leave_small_cells_a_whole_band(seed):
    shape = ((4, 5), (3, 4, 3), (6, 3, 2))[seed % 3]
    values, relations = cross(with_totals(np.random.default_rng(seed).poisson(4, shape)))
    rounded = round_cells(values, relations)
    assert all(figure % BASE == 0 and abs(figure - values[name]) < BASE for name, figure in rounded.items())
    assert all(rounded[name] == values[name] for name in values if values[name] % BASE == 0)
    for each in relations:
        assert sum(factor * rounded[name] for name, factor in each.coefficients.items()) == 0
    for name, (low, high) in attack_rounded(values, rounded, relations).items():
        assert low <= values[name] <= high
        assert high - low + 1 >= BASE


def test_a_large_cross_is_rounded_with_the_same_promises():
    values, relations = cross(participations(persons(number=3000), (18, 6, 4, 3)))
    rounded = round_cells(values, relations)
    off = [abs(rounded[name] - value) for name, value in values.items() if value]
    assert max(off) < BASE
    assert sum(off) / len(off) < 1.6
    assert all(rounded[name] == 0 for name, value in values.items() if value == 0)


def test_what_is_out_stays_and_the_rest_is_rounded_around_it():
    values = {"t": 12, "a": 4, "b": 8}
    sums = [adds_up_to("t", ["a", "b"])]
    assert round_cells(values, sums, fixed={"a": 0}) == {"t": 10, "a": 0, "b": 10}
    assert round_cells(values, sums, fixed={"a": 5}, preferred={"t": 15}) == {"t": 15, "a": 5, "b": 10}


def test_cells_that_cannot_be_rounded_together_stop():
    with pytest.raises(DisclosureError, match="kunnen niet samen op 5 afgerond worden"):
        round_cells({"t": 3, "a": 1, "b": 2}, [adds_up_to("t", ["a", "b"])], fixed={"t": 40})


def test_the_adapter_that_suppresses_does_not_round():
    with pytest.raises(ValueError, match="round_cells"):
        protect_cells({"t": 3}, [], RULES)


def test_every_figure_of_persons_is_a_multiple_near_the_count(done):
    shown = [
        (COUNTED[name].counts[key], cell.value)
        for name, own in done.tables.items()
        for key, cell in own.cells.items()
        if cell.value is not None
    ]
    assert all(own.base == BASE for own in done.tables.values())
    assert all(figure % BASE == 0 and abs(figure - count) < BASE for count, figure in shown)
    assert all(figure == 0 for count, figure in shown if count == 0)
    assert sum(figure != count for count, figure in shown) > len(shown) / 3


def test_a_rounded_release_is_proved_again_from_what_is_published(done):
    found = audited(done.tables)
    assert found.is_clean
    persons = [each for each in found.proved if each.table.startswith("participants")]
    assert len(persons) >= 5
    assert all(each.highest - each.lowest >= RULES.width for each in found.proved)


def test_rounding_hides_fewer_cells_than_suppression(done):
    suppressed = protect(TABLES, DisclosureRules(), PERIODS, worlds=WORLDS)
    # rounding does not hide how many hours or talks were held: attendances beside them are hidden there too
    for start, share in (("participants", 0.75), ("attendances", 0.8)):
        before, after = (
            sum(each.table.startswith(start) for each in log.hidden) for log in (suppressed.log, done.log)
        )
        assert after < before * share


def test_events_of_few_persons_too_many_to_hide_by_rounding_are_hidden(done):
    """Sixty attendances of two persons, shown as 60, would be known within four."""
    table = COUNTED["attendances_by_domain.attendances"]
    few = [key for key, persons in table.contributors.items() if 0 < persons < 5 and table.counts[key] >= 10]
    assert few
    assert all(done.tables[table.name].cells[key].mark is Mark.SUPPRESSED for key in few)


def test_attendances_that_are_shown_add_up(done):
    cells = done.tables["attendances_by_domain.attendances"].cells
    checked = 0
    for (prison, period, domain, form), cell in cells.items():
        if form is None:
            parts = [cells[prison, period, domain, each] for each in ("group", "individual")]
            if None not in [each.value for each in (cell, *parts)]:
                assert cell.value == sum(each.value for each in parts)
                checked += 1
    assert checked > 20


def test_an_exact_figure_in_a_rounded_release_is_noticed(done):
    name = "participants_by_gender.participants"
    key = next(key for key, count in COUNTED[name].counts.items() if count % BASE and count > BASE)
    found = audited(bent(done.tables, name, key, COUNTED[name].counts[key]))
    assert [(each.table, each.key) for each in found.wrong] == [(name, key)]


def test_a_figure_that_is_far_off_and_a_zero_that_is_none_are_noticed(done):
    name = "participants_by_gender.participants"
    counts = COUNTED[name].counts
    large = next(key for key, count in counts.items() if count > 50)
    assert audited(bent(done.tables, name, large, counts[large] // 5 * 5 + 50)).wrong
    name = "attendances_by_domain.attendances"
    zero = next(key for key, count in COUNTED[name].counts.items() if count == 0)
    assert audited(bent(done.tables, name, zero, 5)).wrong


def test_publishing_rounded_what_was_hidden_is_noticed(done):
    """The rounded figure of events of few persons pins them down: the audit must see it."""
    hidden = next(each for each in done.log.hidden if each.reason is Reason.CONTRIBUTORS)
    own = COUNTED[hidden.table]
    place, figure = place_of(own.dimensions, hidden.key), own.counts[hidden.key] // 5 * 5
    tables = done.tables
    for each in TABLES:
        for key in each.counts:
            if each.measure == own.measure and place_of(each.dimensions, key) == place:
                tables = bent(tables, each.name, key, figure)
    assert audited(tables).open


def test_the_order_of_tables_and_cells_does_not_matter(done):
    turned = [replace(each, counts=dict(reversed(each.counts.items()))) for each in reversed(TABLES)]
    rows = list(WORLDS.rows)
    random.Random(4).shuffle(rows)
    assert protect(turned, RULES, PERIODS, worlds=replace(WORLDS, rows=tuple(rows))) == done


def test_other_counts_are_rounded_by_other_chance(done):
    other = release(attendances(number=299, prisons=2))
    again = protect(other, RULES, PERIODS, worlds=patterns_of(attendances(number=299, prisons=2)))
    name = "participants_by_age_band.participants"
    same = {each.name: each for each in other}[name].counts
    unchanged = [key for key, count in same.items() if COUNTED[name].counts[key] == count and count % BASE]
    assert any(again.tables[name].cells[key] != done.tables[name].cells[key] for key in unchanged)


def test_a_next_version_keeps_figures_that_are_still_near(done):
    """Two roundings of the same count, 0 and 5, would say together that it is 1 to 4."""
    own = {
        (each.measure, place_of(each.dimensions, key)): cell.value
        for each in done.tables.values()
        for key, cell in each.cells.items()
        if cell.value is not None
    }
    rows = attendances(number=299, prisons=2)
    again = protect(release(rows), RULES, PERIODS, worlds=patterns_of(rows), earlier=ReleaseHistory(own=own))
    name = "participants_by_age_band.participants"
    kept = [
        cell == done.tables[name].cells[key]
        for key, cell in again.tables[name].cells.items()
        if key in done.tables[name].cells
    ]
    assert sum(kept) > 0.95 * len(kept)


@pytest.mark.parametrize("first", ["suppress", "round5"])
def test_exact_and_rounded_releases_of_the_same_persons_are_refused(first, tmp_path):
    methods = {"suppress": DisclosureRules(), "round5": RULES}
    done = protect(TABLES, methods.pop(first), PERIODS, worlds=WORLDS)
    write_release_record(tmp_path / "register.duckdb", "first", done.tables, done.personal)
    earlier = read_release(tmp_path / "register.duckdb")
    with pytest.raises(DisclosureError, match="op een andere manier beveiligd"):
        protect(TABLES, *methods.values(), PERIODS, worlds=WORLDS, earlier=earlier)


def test_a_later_rounded_release_keeps_what_is_out(tmp_path):
    quarter = [
        replace(each, counts={key: count for key, count in each.counts.items() if key[1] == "2025-K1"})
        for each in TABLES
    ]
    first = protect(quarter, RULES, PERIODS, worlds=WORLDS)
    write_release_record(tmp_path / "register.duckdb", "K1", first.tables, first.personal)
    earlier = read_release(tmp_path / "register.duckdb")
    assert earlier.bases == {BASE}
    annual = protect(TABLES, RULES, PERIODS, worlds=WORLDS, earlier=earlier)
    for name, own in first.tables.items():
        assert {key: annual.tables[name].cells[key] for key in own.cells} == own.cells
    found = audit_edition(TABLES, annual.tables, RULES, PERIODS, worlds=WORLDS, earlier=earlier)
    assert found.is_clean


def test_without_persons_the_year_of_an_unsafe_count_is_hidden_instead_of_rounded():
    done = protect(TABLES, RULES, PERIODS)
    cells = done.tables["participants_by_gender.participants"].cells
    year = [cell for key, cell in cells.items() if "JTD" not in key[1]]
    assert all(cell.mark is Mark.SUPPRESSED for cell in year)


SHAPE = (2, 3)


@pytest.mark.parametrize("seed", range(10))
def test_an_exact_attacker_of_rounded_persons_is_left_with_what_is_proved(seed):
    """The attacker tries every world of persons whose counts are less than the base from what is shown."""
    world = random_world(seed, *SHAPE, 25)
    own = table(world, *SHAPE)
    done = protect([own], RULES, {"period_code": {}}, worlds=patterns(world))
    found = audit_edition([own], done.tables, RULES, {"period_code": {}}, worlds=patterns(world))
    assert found.is_clean
    attacker = Attacker({}, *SHAPE)
    for at, (prison, domain) in enumerate(attacker.keys):
        cell = done.tables[own.name].cells[prison, "2025", domain]
        if cell.value is not None:
            attacker.low[at], attacker.high[at] = max(0, cell.value - 4), cell.value + 4
    small = [each for each in found.proved if 0 < own.counts[each.key] < BASE]
    assert small
    for each in small:
        low, high = attacker.range((each.key[0], each.key[2]))
        assert low <= each.lowest
        assert high >= each.highest
        assert high - low + 1 >= BASE
