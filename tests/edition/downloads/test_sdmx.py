"""The headlines as SDMX, read back by sdmx1 with the structure that lies beside them."""

import io
from dataclasses import replace

import pytest
import sdmx

from pipelines.edition.downloads import downloads_of
from pipelines.edition.downloads.sdmx import headlines_of, sdmx_csv, sdmx_structure
from pipelines.tables import Cell, SafeTable
from tests.edition.downloads import sample

DATA, STRUCTURE = "data/sdmx/headlines.csv", "data/sdmx/structure.xml"


def read(files):
    structure = sdmx.read_sdmx(io.BytesIO(files[STRUCTURE]))
    (definition,) = structure.structure.values()
    message = sdmx.reader.csv.Reader().convert(io.BytesIO(files[DATA]), structure=definition)
    return structure, message


@pytest.fixture(scope="module")
def back():
    return read(sample.files())


def observed(message):
    (data,) = message.data
    return {
        tuple(one.dimension[name].value for name in ("FREQ", "REF_AREA", "INDICATOR", "TIME_PERIOD")): (
            one.value, one.attached_attribute["OBS_STATUS"].value, one.attached_attribute["CONF_STATUS"].value,
        )
        for one in data.obs
    }  # fmt: skip


def test_every_headline_by_prison_and_period_comes_back_with_its_value_and_its_status(back):
    found = observed(back[1])
    expected = {}
    for name in sample.HEADLINE:
        table = sample.tables()[name]
        for key, cell in table.cells.items():
            prison, period, *rest = key
            if rest and rest[0] is not None:
                continue
            time = period.replace("-K", "-Q")
            status = {None: "P", "o": "Q", "nb": "O", "nvt": "M"}[cell.mark]
            place = ("Q" if "Q" in time else "A", prison or "_T", table.measure.upper(), time)
            expected[place] = ("" if cell.value is None else str(cell.value), status, "F")
    assert found == expected
    assert ("A", "ZEE", "SESSIONS_HELD", "2024") in found


def test_every_code_that_the_data_use_is_in_the_code_lists(back):
    structure, message = back
    lists = {name: set(found.items) for name, found in structure.codelist.items()}
    for one in message.data[0].obs:
        for name in ("FREQ", "REF_AREA", "INDICATOR"):
            assert one.dimension[name].value in lists[f"CL_{name}"]
        for name in ("OBS_STATUS", "CONF_STATUS"):
            assert one.attached_attribute[name].value in lists[f"CL_{name}"]
    assert structure.codelist["CL_REF_AREA"]["_T"].name.localizations == {
        "nl": "Alle gevangenissen", "fr": "Toutes les prisons", "en": "All prisons",
    }  # fmt: skip


def test_a_hidden_headline_is_confidential_and_codes_that_sdmx_forbids_stay_apart():
    cells = {("Ieper 1", "2025"): sample.HIDDEN, ("Ieper/1", "2025"): Cell(7), (None, "2025-JTD2"): Cell(9)}
    name = "population.beds"
    tables = {name: SafeTable(name, ("prison_code", "period_code"), "beds", "place", cells, adds_up=True)}
    found = headlines_of(tables, [name])
    back = observed(
        read({DATA: sdmx_csv(found, sample.texts()[0]), STRUCTURE: sdmx_structure(found, sample.texts())})[1]
    )
    assert sorted(back.values()) == [("", "Q", "C"), ("7", "P", "F")]
    assert len({place[1] for place in back}) == 2  # and no half year: SDMX has no such period here


def test_an_outline_without_headlines_has_no_sdmx():
    empty = replace(sample.outline(), chapters=())
    assert not [name for name in downloads_of(sample.tables(), sample.texts(), empty) if "sdmx" in name]


def test_a_figure_that_was_revised_says_so_in_an_attribute_of_its_own():
    tables = dict(sample.tables())
    name = next(one for one in sample.HEADLINE if one.endswith(".sessions_held"))
    key = next(
        key
        for key, cell in tables[name].cells.items()
        if key[1] == "2025" and cell.value is not None and not any(key[2:])
    )
    tables[name] = replace(tables[name], revised=frozenset({key}))
    found = headlines_of(tables, sample.HEADLINE)
    files = {DATA: sdmx_csv(found, sample.texts()[0]), STRUCTURE: sdmx_structure(found, sample.texts())}
    marked = {
        (
            one.dimension["REF_AREA"].value,
            one.dimension["INDICATOR"].value,
            one.dimension["TIME_PERIOD"].value,
        )
        for one in read(files)[1].data[0].obs
        if one.attached_attribute["OBS_REVISED"].value == "R"
    }
    assert marked == {(key[0] or "_T", "SESSIONS_HELD", "2025")}
