"""The edition of one place has the figures of that place in its files, and of no other."""

import csv

from pipelines.request.run_request import read_request
from tests.publishing import build_and_publish

HEAD = "Local authority,Library name,Event date,Name,Outcome,Attendees\n"


def test_the_downloads_of_a_place_are_about_that_place(tmp_path, library_workspace):
    exports = tmp_path / "in"
    exports.mkdir()
    lines = [
        f"Voorbeeld,{library},2018-{month:02}-12,Verhaaltje,X,{month + place}\n"
        for month in (1, 2, 3)
        for place, library in enumerate(("Hendon", "Osidge", "Colindale"))
    ]
    (exports / "events.csv").write_text(HEAD + "".join(lines), encoding="utf-8")
    order = read_request(library_workspace, year=2018, quarter=1, scope="HEN", exports=exports)
    (edition,) = build_and_publish(order)
    places = {}
    for path in (edition.folder / "public" / "tables").glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                places.setdefault(row.get("prison_code"), set()).add(path.name)
    assert "HEN" in places
    assert {place for place in places if place} == {"HEN"}, places
    assert not places.get(""), f"totals of all places: {places.get('')}"
