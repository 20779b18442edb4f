"""A whole make-believe release: persons, attendances and hours, quarters and year."""

import random
from dataclasses import replace

import pytest
from releases import attendances, patterns, release

from pipelines.protect import DisclosureRules, PersonPatterns, Reason, audit_edition, protect
from pipelines.protect.structure.patterns import place_of
from pipelines.tables import Cell, Mark

RULES = DisclosureRules()
PERIODS = {"period_code": {f"2025-K{quarter}": "2025" for quarter in (1, 2, 3, 4)}}
ROWS = attendances(number=500)
TABLES = release(ROWS)
WORLDS = patterns(ROWS)


@pytest.fixture(scope="module")
def done():
    return protect(TABLES, RULES, PERIODS, worlds=WORLDS)


def audited(tables):
    return audit_edition(TABLES, tables, RULES, PERIODS, worlds=WORLDS)


def with_shown(tables, *cells):
    """Publish some hidden cells after all, in every table where they stand."""
    of = {table.name: table for table in TABLES}
    places = {(of[name].measure, place_of(of[name].dimensions, key)) for name, key in cells}
    changed = {}
    for name, table in tables.items():
        own = {
            key: Cell(value=of[name].counts[key])
            for key in table.cells
            if (table.measure, place_of(table.dimensions, key)) in places
        }
        changed[name] = replace(table, cells={**table.cells, **own})
    return changed


def test_no_cell_of_few_persons_is_shown(done):
    for table in TABLES:
        for key, cell in done.tables[table.name].cells.items():
            persons = table.contributors[key] if table.contributors is not None else table.counts[key]
            if 0 < persons < RULES.threshold:
                assert cell == Cell(mark=Mark.SUPPRESSED)


def test_what_is_shown_is_what_was_counted_and_zeros_are_shown(done):
    for table in TABLES:
        for key, cell in done.tables[table.name].cells.items():
            assert cell.mark is Mark.SUPPRESSED or cell.value == table.counts[key]
            assert cell.mark is None or table.counts[key] != 0


def test_the_same_cell_has_the_same_status_in_every_table(done):
    status = {}
    for table in done.tables.values():
        for key, cell in table.cells.items():
            place = table.measure, place_of(table.dimensions, key)
            assert status.setdefault(place, cell) == cell


def test_events_of_few_persons_are_unsafe_in_every_measure_of_those_persons(done):
    unsafe = {
        (entry.table.partition(".")[2], entry.key)
        for entry in done.log.hidden
        if entry.reason in (Reason.CONTRIBUTORS, Reason.SHARED) and entry.table.startswith("attendances")
    }
    keys = {key for _, key in unsafe}
    assert {measure for measure, _ in unsafe} == {"attendances", "participant_hours"}
    assert unsafe == {(measure, key) for measure in ("attendances", "participant_hours") for key in keys}


@pytest.mark.parametrize("method", ["suppress", "round5"])
def test_hours_are_hidden_where_attendances_are_and_nowhere_else(method):
    """Here every session lasts as long: an hour that is shown beside a hidden attendance is that attendance."""
    tables = protect(TABLES, replace(RULES, method=method), PERIODS, worlds=WORLDS).tables
    hidden = {
        measure: {
            key
            for key, cell in tables[f"attendances_by_domain.{measure}"].cells.items()
            if cell.mark is Mark.SUPPRESSED
        }
        for measure in ("attendances", "participant_hours")
    }
    assert hidden["attendances"]
    assert hidden["attendances"] == hidden["participant_hours"]


def test_an_edition_is_proved_again_from_what_is_published(done):
    found = audited(done.tables)
    assert found.is_clean
    assert found.hidden == len(done.log.hidden)
    unsafe = sum(entry.reason in (Reason.PERSONS, Reason.CONTRIBUTORS) for entry in done.log.hidden)
    assert len(found.proved) == unsafe
    assert all(cell.highest - cell.lowest >= RULES.width for cell in found.narrowest())


def test_publishing_an_unsafe_cell_is_noticed(done):
    cell = next(entry for entry in done.log.hidden if entry.reason is Reason.PERSONS)
    found = audited(with_shown(done.tables, (cell.table, cell.key)))
    assert (cell.table, cell.key) in {(each.table, each.key) for each in found.exposed}
    assert not found.is_clean


def test_publishing_a_cell_that_was_hidden_for_another_is_noticed(done):
    secondary = [entry for entry in done.log.hidden if entry.reason is Reason.SECONDARY]
    sample = random.Random(0).sample(secondary, 12)
    noticed = [bool(audited(with_shown(done.tables, (cell.table, cell.key))).open) for cell in sample]
    assert sum(noticed) >= len(sample) - 1, "the pattern hides what nobody needs"


def test_publishing_all_but_the_unsafe_cells_is_noticed(done):
    secondary = [(each.table, each.key) for each in done.log.hidden if each.reason is Reason.SECONDARY]
    found = audited(with_shown(done.tables, *secondary))
    tables = {cell.table for cell in found.open}
    assert "attendances_by_domain.attendances" in tables
    assert "participants_by_gender.participants" in tables


def test_a_shown_number_that_nobody_counted_is_noticed(done):
    table = done.tables["participants_by_gender.participants"]
    key = next(key for key, cell in table.cells.items() if cell.value)
    bent = replace(table, cells={**table.cells, key: Cell(value=table.cells[key].value + 1)})
    found = audited({**done.tables, table.name: bent})
    assert [(cell.table, cell.key) for cell in found.wrong] == [(table.name, key)]


def test_the_order_of_rows_tables_and_cells_does_not_matter(done):
    shuffled = list(ROWS)
    random.Random(3).shuffle(shuffled)
    turned = [
        replace(table, counts=dict(reversed(table.counts.items()))) for table in reversed(release(shuffled))
    ]
    rows = list(WORLDS.rows)
    random.Random(4).shuffle(rows)
    again = protect(turned, RULES, PERIODS, worlds=replace(WORLDS, rows=tuple(rows)))
    assert again == done


def test_other_numbers_for_the_same_persons_give_the_same_pattern(done):
    renumbered = tuple(sorted((10_000 - person, atom) for person, atom in WORLDS.rows))
    again = protect(TABLES, RULES, PERIODS, worlds=replace(WORLDS, rows=renumbered))
    assert again.tables == done.tables


def test_without_patterns_the_year_of_an_unsafe_count_of_persons_is_hidden():
    done = protect(TABLES, RULES, PERIODS)
    persons = done.tables["participants_by_gender.participants"].cells
    assert all(cell.mark is Mark.SUPPRESSED for cell in persons.values())


def test_a_release_without_small_counts_hides_nothing():
    rows = [
        (person, {"prison_code": "P0", "period_code": "2025-K1", "domain_code": f"D{person % 2}",
                  "gender": "M", "age_band": "A0"}, "group", 3)
        for person in range(40)
    ]  # fmt: skip
    only = PersonPatterns(
        WORLDS.dimensions,
        tuple((person, tuple(labels[name] for name in WORLDS.dimensions)) for person, labels, _, _ in rows),
        {"2025-K1": WORLDS.periods["2025-K1"]}, {"2025-K1": "2025"}, ("domain_code",),
    )  # fmt: skip
    assert protect(release(rows), RULES, PERIODS, worlds=only).log.hidden == ()
