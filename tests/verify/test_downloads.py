"""One changed digit in any download is named by file, row and column, by code that knows the files alone."""

import io
import json
import re
import zipfile
from functools import cache

import pytest

from pipelines.edition.downloads import tables_as_csv
from pipelines.verify.books import read_book
from pipelines.verify.downloads import differences
from pipelines.verify.tables import MACHINE, read_grids
from tests.edition.downloads import sample


@cache
def edition():
    printed = {f"tables/{name}": content for name, content in tables_as_csv(sample.tables()).items()}
    manifest = json.dumps({"languages": ["nl", "fr", "en"]}).encode()
    return {**sample.files(), **printed, "manifest.json": manifest}


def told(files):
    machine = {grid.mart: grid for grid in read_grids(files) if grid.file.endswith(MACHINE)}
    return list(differences(files, machine))


def changed(name, old, new):
    content = edition()[name]
    assert old in content, old
    return {**edition(), name: content.replace(old, new, 1)}


def changed_in(name, part, old, new):
    """Change what stands in a part of a zipped file."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(edition()[name])) as archive, zipfile.ZipFile(target, "w") as other:
        for one in archive.namelist():
            content = archive.read(one).decode() if one == part else archive.read(one)
            if one == part:
                assert re.search(old, content), old
                content = re.sub(old, new, content, count=1)
            other.writestr(one, content)
    return {**edition(), name: target.getvalue()}


def test_an_edition_that_is_whole_agrees_in_every_format():
    assert told(edition()) == []


@pytest.mark.parametrize(("name", "old", "new", "said"), [
    ("data/sessions_by_domain.csv", b"GEN,2025,_T,sessions_held,session,1405", b"GEN,2025,_T,sessions_held,session,1406",
     r"data/sessions_by_domain.csv, rij \d+, kolom value: 1406; in tables/sessions_by_domain.rfc4180.csv: 1405"),
    ("data/sessions_by_domain.csv", b"session,,o", b"session,7,", r"kolom value: 7; in .*: \[o\]"),
    ("data/fr/population.csv", b"1204,5", b"1205,5", r"data/fr/population.csv, rij \d+, kolom 5: 1205.5; in data/population.csv"),
    ("data/nl/sessions_by_domain.csv", b"[o]", b"12", r"data/nl/sessions_by_domain.csv, rij \d+, kolom 6: 12; in .*: \[o\]"),
    ("data/sdmx/headlines.csv", b",P,F,N", b",P,F,R", r"data/sdmx/headlines.csv, rij \d+, kolom OBS_REVISED: herzien of niet"),
    ("data/sdmx/headlines.csv", b",1405,", b",1404,", r"data/sdmx/headlines.csv, rij \d+, kolom OBS_VALUE: 1404; in data/: 1405"),
    ("tables/population.rfc4180.csv", b"1204.5", b"1204.6", r"data/population.csv, rij \d+, kolom value: 1204.5; in tables/population.rfc4180.csv: 1204.6"),
])  # fmt: skip
def test_one_changed_digit_of_a_text_file_is_named(name, old, new, said):
    found = told(changed(name, old, new))
    assert any(re.search(said, one) for one in found), found


@pytest.mark.parametrize("suffix", ["", ".fr", ".en"])
@pytest.mark.parametrize("value", [1405, 1310, 95])
def test_one_changed_digit_on_any_sheet_of_a_workbook_is_named(suffix, value):
    """Each of these numbers stands on the fiches' sheet and on its mart's: each of the two places is found out."""
    for kind, pattern, written in (
        ("xlsx", rf'(<c r="[A-Z]+\d+" s="\d+"><v>){value}(?=</v>)', rf"\g<1>{value + 1}"),
        ("ods", rf'office:value="{value}"', f'office:value="{value + 1}"'),
    ):
        name = f"tables{suffix}.{kind}"
        with zipfile.ZipFile(io.BytesIO(edition()[name])) as archive:
            parts = [
                one
                for one in archive.namelist()
                if re.search(pattern, archive.read(one).decode("utf-8", "replace"))
            ]
        assert len(parts) >= (2 if kind == "xlsx" else 1)
        for part in parts:
            found = told(changed_in(name, part, pattern, written))
            assert found and all(one.startswith(f"{name}, ") and f"{value + 1}" in one for one in found), (
                part,
                found,
            )


def test_a_mark_that_became_a_number_on_any_sheet_of_figures_is_named():
    mark = r'office:value-type="string"><text:p>\[o\]</text:p>'
    content = zipfile.ZipFile(io.BytesIO(edition()["tables.ods"])).read("content.xml").decode()
    before = [found.start() for found in re.finditer(mark, content)]
    assert len(before) == 5  # in the notes, with the partners, and thrice in marts
    for place in before[1:]:
        number = 'office:value-type="float" office:value="3"><text:p>3</text:p>'
        found = told(
            changed_in("tables.ods", "content.xml", rf"(?s)^(.{{{place}}}){mark}", rf"\g<1>{number}")
        )
        assert len(found) == 1 and re.match(r"tables.ods, Tabel \d+, rij \d+ .*: 3; ", found[0]), found


def test_a_row_that_is_missing_from_a_sheet_or_a_copy_is_named():
    assert any(
        "rijen" in one
        for one in told(changed("data/nl/population.csv", b"Gent;2023;Bezettingsgraad;%;118,4;\r\n", b""))
    )
    gone = {name: content for name, content in edition().items() if name != "data/population.csv"}
    assert any("data/population.csv: ontbreekt" in one for one in told(gone))
    del gone["tables.ods"]
    assert any("tables.ods: ontbreekt" in one for one in told(gone))


def test_a_workbook_that_is_none_is_told_as_such():
    with pytest.raises(ValueError):
        read_book(b"PK\x03\x04 no workbook")


def test_a_workbook_that_can_not_be_read_hides_no_figure_of_another_file():
    files = changed("data/fr/population.csv", b"1204,5", b"1205,5") | {
        "tables.xlsx": edition()["tables.xlsx"][:-200]
    }
    found = told(files)
    assert any(one.startswith("tables.xlsx: geen leesbaar werkboek") for one in found), found
    assert any(one.startswith("data/fr/population.csv, rij ") for one in found), found


def test_an_edition_of_before_the_downloads_has_none_to_hold():
    old = {name: content for name, content in edition().items() if name.startswith("tables/")}
    assert told(old) == []
