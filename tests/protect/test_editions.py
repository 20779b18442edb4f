"""Editions one after the other: what is out stays, and the union of all of them gives nobody away."""

from contextlib import closing
from dataclasses import replace

import pytest
from releases import attendances, patterns, release

from pipelines.database import open_database, run
from pipelines.errors import DisclosureError
from pipelines.protect import DisclosureRules, audit_edition, protect, read_release, write_release_record
from pipelines.tables import Cell, CountTable, Mark

RULES = DisclosureRules()
QUARTERS = ("2025-K1", "2025-K2", "2025-K3", "2025-K4")
PERIODS = {"period_code": dict.fromkeys(QUARTERS, "2025")}
ROWS = attendances(number=500)
TABLES = release(ROWS)
WORLDS = patterns(ROWS)


def of_periods(*codes):
    return [
        replace(
            table,
            counts={key: count for key, count in table.counts.items() if key[1] in codes},
            contributors=None
            if table.contributors is None
            else {key: count for key, count in table.contributors.items() if key[1] in codes},
        )
        for table in TABLES
    ]


@pytest.fixture(scope="module")
def quarters(tmp_path_factory):
    """The register after four quarterly editions, and what they showed."""
    path = tmp_path_factory.mktemp("editions") / "register.duckdb"
    shown = {}
    for code in QUARTERS:
        done = protect(of_periods(code), RULES, PERIODS, worlds=WORLDS, earlier=read_release(path))
        write_release_record(path, code, done.tables, done.personal)
        shown[code] = done.tables
    return path, shown


@pytest.fixture(scope="module")
def annual(quarters):
    path, _ = quarters
    return protect(TABLES, RULES, PERIODS, worlds=WORLDS, earlier=read_release(path))


def test_editions_that_do_not_know_each_other_give_cells_away(quarters):
    _, shown = quarters
    year = protect(of_periods("2025", "2025-JTD2"), RULES, PERIODS, worlds=WORLDS)
    union = {
        name: replace(
            table,
            cells={
                key: cell
                for tables in (*shown.values(), year.tables)
                for key, cell in tables[name].cells.items()
            },
        )
        for name, table in year.tables.items()
    }
    assert len(audit_edition(TABLES, union, RULES, PERIODS, worlds=WORLDS).open) > 10


def test_an_edition_that_knows_the_earlier_ones_adds_nothing_to_find(quarters, annual):
    path, shown = quarters
    found = audit_edition(TABLES, annual.tables, RULES, PERIODS, worlds=WORLDS, earlier=read_release(path))
    assert found.is_clean
    for tables in shown.values():
        for name, table in tables.items():
            assert {key: annual.tables[name].cells[key] for key in table.cells} == table.cells


def test_a_release_made_again_is_the_same_to_the_cell(quarters):
    path, shown = quarters
    code = QUARTERS[-1]
    earlier = read_release(path, besides=code)
    again = protect(of_periods(code), RULES, PERIODS, worlds=WORLDS, earlier=earlier)
    assert again.tables == shown[code]
    before = path.read_bytes()
    first = write_release_record(path, code, again.tables, again.personal)
    assert write_release_record(path, code, again.tables, again.personal) == first
    assert read_release(path) == read_release(path, besides="none")
    assert len(path.read_bytes()) == len(before)


def test_a_release_with_other_figures_cannot_take_its_name(quarters):
    path, shown = quarters
    tables = shown[QUARTERS[0]]
    name, table = next((name, each) for name, each in tables.items() if "gender" in name)
    key = next(key for key, cell in table.cells.items() if cell.value)
    bent = {**tables, name: replace(table, cells={**table.cells, key: Cell(value=999)})}
    with pytest.raises(DisclosureError, match="staat al in het register, met andere cijfers"):
        write_release_record(path, QUARTERS[0], bent, frozenset({"participants"}))


DIMENSIONS = ("prison_code", "period_code", "reason")


def ended(*counts):
    """Events of the year by reason in make-believe prisons, each by another person."""
    keys = [("P0", "2025", "a"), ("P0", "2025", "b"), ("P0", "2025", "c"), ("P0", "2025", "d")]
    cells = {**dict(zip(keys, counts, strict=True)), ("P0", "2025", None): sum(counts)}
    return CountTable("ended.ended", DIMENSIONS, "ended", "event", cells, adds_up=True, personal=True,
                      contributors=cells)  # fmt: skip


def published(tmp_path, *editions):
    """Publish editions of the same year, each with its counts and vintage."""
    path = tmp_path / "register.duckdb"
    for number, (counts, vintage) in enumerate(editions):
        earlier = read_release(path, vintage=vintage)
        done = protect([ended(*counts)], RULES, earlier=earlier)
        write_release_record(
            path, str(number), done.tables, done.personal, vintage=vintage, behind=done.behind
        )
    return done.tables["ended.ended"].cells


def test_late_rows_do_not_change_what_is_out(tmp_path):
    cells = published(tmp_path, ((20, 30, 40, 50), 0), ((22, 30, 40, 50), 0))
    assert cells["P0", "2025", "a"] == Cell(value=20)
    assert cells["P0", "2025", None] == Cell(value=140)


def test_a_planned_revision_shows_new_figures(tmp_path):
    cells = published(tmp_path, ((20, 30, 40, 50), 0), ((29, 39, 40, 50), 1))
    assert [cell.value for cell in cells.values()] == [158, 29, 39, 40, 50]


def test_a_revision_of_a_few_persons_keeps_the_old_figure_and_every_printed_sum_holds(tmp_path):
    """Two persons more in a; with the total and the other parts, both vintages together would count them."""
    cells = published(tmp_path, ((20, 30, 40, 50), 0), ((22, 39, 40, 50), 1))
    assert [cell.value for cell in cells.values()] == [149, 20, 39, 40, 50]


def test_what_was_hidden_stays_hidden_after_a_revision(tmp_path):
    cells = published(tmp_path, ((3, 30, 40, 50), 0), ((23, 39, 40, 50), 1))
    assert cells["P0", "2025", "a"] == Cell(mark=Mark.SUPPRESSED)


def test_a_count_that_has_become_small_keeps_the_figure_that_is_out(tmp_path):
    cells = published(tmp_path, ((20, 30, 40, 50), 0), ((3, 30, 40, 50), 0))
    assert cells["P0", "2025", "a"] == Cell(value=20)


def test_a_register_of_another_version_is_refused_in_words(tmp_path):
    path = tmp_path / "register.duckdb"
    with closing(open_database(path)) as other:
        run(other, "create table release (release_name varchar)")
    with pytest.raises(DisclosureError, match=r"register\.duckdb: dit register is van een andere versie"):
        read_release(path)


def test_a_register_from_before_versions_were_compared_is_read(tmp_path):
    """It does not say how many persons stand behind a figure, so nobody knows by how many a new one differs."""
    path = tmp_path / "register.duckdb"
    done = protect([ended(20, 30, 40, 50)], RULES)
    write_release_record(path, "0", done.tables, done.personal, behind=done.behind)
    with closing(open_database(path)) as database:
        run(database, "alter table released_cell drop column persons")
    earlier = read_release(path, vintage=1)
    assert earlier.persons == {}
    later = protect([ended(29, 39, 49, 59)], RULES, earlier=earlier)
    assert later.tables["ended.ended"].cells == done.tables["ended.ended"].cells
