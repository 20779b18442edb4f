"""A partner corrects 6 to 26 after a publication that failed: every later report says 83, and none 63."""

import shutil

import pytest

from pipelines.errors import TechnicalError
from pipelines.protect import read_published
from pipelines.request.run_request import read_request
from tests.publishing import build_and_publish

HEAD = "Local authority,Library name,Event date,Name,Outcome,Attendees\n"


@pytest.fixture
def deliver(tmp_path, library_workspace):
    """Give a way to deliver the events of 2018, with so many attendees at one of them in the first quarter."""
    folder = tmp_path / "in"
    folder.mkdir()

    def delivered(count):
        lines = [f"Voorbeeld,Hendon,2018-{month:02}-12,Verhaaltje,X,{month + 50}\n" for month in range(4, 13)]
        first = [
            f"Voorbeeld,Hendon,2018-01-12,Verhaaltje,X,57\nVoorbeeld,Hendon,2018-02-12,Lezing,X,{count}\n"
        ]
        (folder / "events.csv").write_text(HEAD + "".join(first + lines), encoding="utf-8")
        return folder

    return delivered


def published(order, edition):
    """Read what an edition says of attendances in the first quarter, in all tables that say it."""
    tables = read_published(edition.folder / "confidential" / "published.duckdb").values()
    return {
        cell.value
        for table in tables
        if table.measure == "attendances" and "period_code" in table.dimensions
        for key, cell in table.cells.items()
        if dict(zip(table.dimensions, key, strict=True)) | {"period_code": "2018-K1"}
        == {name: "2018-K1" if name == "period_code" else None for name in table.dimensions}
        and key[table.dimensions.index("period_code")] == "2018-K1"
    }


@pytest.mark.slow
@pytest.mark.long
def test_a_figure_that_nobody_saw_is_in_no_later_report(library_workspace, deliver):
    quarter = read_request(library_workspace, year=2018, quarter=1, exports=deliver(6))
    quarter.editions.mkdir(parents=True)
    (quarter.editions / "overzicht").write_text("een bestand waar de map van de edities moet komen")
    with pytest.raises(TechnicalError, match="probeer opnieuw"):
        build_and_publish(quarter)
    (quarter.editions / "overzicht").unlink()

    year = read_request(library_workspace, year=2018, exports=deliver(26))
    (edition,) = build_and_publish(year)
    assert published(year, edition) == {83}
    (after,) = build_and_publish(read_request(library_workspace, year=2018, quarter=1, exports=deliver(26)))
    assert published(quarter, after) == {83}
    assert after.folder.name == "1"
    shutil.rmtree(quarter.editions)
