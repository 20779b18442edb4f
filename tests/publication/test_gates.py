"""Nothing becomes visible that contradicts itself, or in which an outsider finds a person."""

import shutil
from dataclasses import replace

import pytest

from pipelines.edition import Contents, scopes_of, write_aside
from pipelines.edition.downloads import tables_as_csv
from pipelines.errors import DisclosureError, DocumentError
from pipelines.publication import ready_concepts, render_edition, show_editions
from pipelines.publication.gates import need_agreement, need_nothing_found
from pipelines.release import aside_of, make_figures
from pipelines.release.release_history import history_of, register_of
from pipelines.request.run_request import read_request
from pipelines.tables import Cell, Mark, SafeTable

AGES = ("18-24", "25-34", "35-44", None)
HIDDEN = Cell(mark=Mark.SUPPRESSED)


@pytest.fixture
def order(library_workspace):
    return read_request(library_workspace, year=2025)


def stand(order, version, *ages, period="2025", visible=True):
    """Lay an edition with participants by age and their total: one that is out, or aside."""
    cells = {("GEN", period, label): cell for label, cell in zip(AGES, ages, strict=True)}
    dimensions = ("prison_code", "period_code", "age_band")
    table = SafeTable(
        "participants_by_age_band.participants", dimensions, "participants", "person", cells, False
    )
    folder = order.editions / "GEN" / period / str(version)
    facts = {
        "scope": "GEN", "period": period, "version": version, "status": "voorlopig",
        "published": f"2026-0{version}-01", "fingerprint": "00",
    }  # fmt: skip
    files = {f"tables/{name}": content for name, content in tables_as_csv({table.name: table}).items()}
    write_aside(folder, Contents(files, {}, facts))
    if visible:
        aside_of(folder).rename(folder)
    return aside_of(folder)


def counts(*numbers):
    return [number if isinstance(number, Cell) else Cell(number) for number in numbers]


def test_what_hides_well_passes(order):
    need_nothing_found(order, [stand(order, 1, *counts(HIDDEN, 30, HIDDEN, 60), visible=False)])


def test_one_hidden_cell_beside_its_total_stops_and_is_named(order):
    fresh = stand(order, 1, *counts(HIDDEN, 30, 27, 60), visible=False)
    with pytest.raises(DisclosureError, match=r"participants.*18-24.*: 3\.0 tot 3\.0") as found:
        need_nothing_found(order, [fresh])
    assert found.value.exit_code == 1


def test_two_editions_that_each_hide_well_stop_when_they_give_it_away_together(order):
    stand(order, 1, *counts(HIDDEN, 30, HIDDEN, 60))
    fresh = stand(order, 2, *counts(HIDDEN, 30, 27, 60), visible=False)
    with pytest.raises(DisclosureError):
        need_nothing_found(order, [fresh])


def test_what_was_found_in_what_is_out_already_stops_nothing_later(order):
    stand(order, 1, *counts(HIDDEN, 30, 27, 60))
    need_nothing_found(order, [stand(order, 2, *counts(HIDDEN, 30, 27, 60), visible=False)])


def test_what_was_shown_before_and_is_withheld_now_stops_nothing(order):
    """Readers have the figure; that a new version no longer says it tells nobody more."""
    stand(order, 1, *counts(20, 30, 27, 77))
    need_nothing_found(order, [stand(order, 2, *counts(HIDDEN, 30, 27, 77), visible=False)])


def test_what_shown_figures_came_to_before_a_cell_of_it_was_printed_stops_nothing(order):
    """No table had the cell, and every reader could subtract: the mark in its place adds nothing."""
    absent = Cell(mark=Mark.NOT_APPLICABLE)
    stand(order, 1, *counts(absent, 30, 27, 77))
    need_nothing_found(order, [stand(order, 2, *counts(HIDDEN, 30, 27, 77), visible=False)])


def test_a_new_figure_that_a_new_edition_gives_away_stops_though_an_old_one_was_shown(order):
    stand(order, 1, *counts(20, 30, 27, 77))
    fresh = stand(order, 2, *counts(HIDDEN, 30, 37, 94), visible=False)
    with pytest.raises(DisclosureError, match=r"18-24.*: 27\.0 tot 27\.0"):
        need_nothing_found(order, [fresh])


def test_a_second_small_difference_of_a_figure_stops_though_the_first_was_planned(order):
    stand(order, 1, *counts(20, 30, 27, 77))
    stand(order, 2, *counts(21, 30, 27, 78))
    with pytest.raises(DisclosureError, match="verschil tussen versies"):
        need_nothing_found(order, [stand(order, 3, *counts(23, 30, 27, 80), visible=False)])


def test_versions_a_few_persons_apart_stop_unless_they_are_a_planned_revision(order):
    stand(order, 1, *counts(20, 30, 27, 77))
    fresh = stand(order, 2, *counts(21, 30, 27, 78), visible=False)
    with pytest.raises(DisclosureError, match="verschil tussen versies"):
        need_nothing_found(order, [fresh])
    need_nothing_found(replace(order, is_revision=True), [fresh])


def test_a_retracted_edition_is_still_known(order):
    stand(order, 1, *counts(20, 30, 27, 77))
    home = order.editions / "GEN" / "2025" / "1"
    (home / "public").rename(home / "confidential" / "public")
    with pytest.raises(DisclosureError):
        need_nothing_found(order, [stand(order, 2, *counts(21, 30, 27, 78), visible=False)])


@pytest.fixture(scope="module")
def made(built_workspace, tmp_path_factory):
    """The figures and the edition of a workspace's concept, before anything of it is visible."""
    workspace = shutil.copytree(built_workspace, tmp_path_factory.mktemp("gates") / "w")
    asked = read_request(workspace, year=2018, scope="HEN")
    ready = ready_concepts(asked)
    figures = make_figures(ready.request)
    return ready, figures, render_edition(ready, figures, scopes_of(asked)[0])


def changed(rendered, name, old, new):
    content = rendered.contents.public[name]
    assert old in content
    files = {**rendered.contents.public, name: content.replace(old, new, 1)}
    return replace(rendered, contents=replace(rendered.contents, public=files))


@pytest.mark.slow
def test_what_comes_out_agrees_and_a_planted_number_in_any_format_does_not(made):
    _, _, rendered = made
    need_agreement("HEN/2018/1", rendered.contents)
    page = rendered.contents.public["report.html"].decode()
    before = page.index("data-cell=")
    number = next(text for text in page[before:].split(">")[1:] if text[:1].isdigit()).split("<")[0]
    planted = changed(rendered, "report.html", f">{number}<".encode(), f">{number}7<".encode())
    with pytest.raises(DocumentError, match=r"report\.html, ") as found:
        need_agreement("HEN/2018/1", planted.contents)
    assert found.value.exit_code == 1


@pytest.mark.slow
def test_a_publication_in_which_somebody_is_found_leaves_nothing(made):
    """The small figure of a table that was never decided on stands in the tables: the gate is the last to see it."""
    ready, figures, rendered = made
    home = ready.request.editions
    leak = b"prison_code,period_code,age_band,participants\r\nHEN,2018,18-24,3\r\nHEN,2018,,40\r\n"
    files = {**rendered.contents.public, "tables/leak.rfc4180.csv": leak}
    leaking = replace(rendered, contents=replace(rendered.contents, public=files))
    with pytest.raises(DisclosureError, match=r"te zien: leak\.participants"):
        show_editions(ready.request, figures, [leaking])
    assert not [*home.rglob("*")]
    assert history_of(ready.request).issues == ()
    assert not [path for path in register_of(ready.request).rglob("*") if path.is_file()]
