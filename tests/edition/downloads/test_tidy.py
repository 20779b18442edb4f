"""The tidy forms: every cell once in each of them, equal, typed, in words, and described by what validates them."""

import csv
import io
import json
import warnings
from contextlib import closing
from decimal import Decimal

import frictionless
import pytest
from csvw import TableGroup

from pipelines.database import open_database, rows
from pipelines.edition.downloads import downloads_of
from pipelines.model import read_catalogue
from pipelines.program import SQL
from tests.edition.downloads import sample


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return sample.laid_out(tmp_path_factory.mktemp("edition"))


def read_csv(name, delimiter=",", encoding="utf-8"):
    text = sample.files()[name].decode(encoding)
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))


def safe_cells():
    """Every cell of the release as the safe tables have it, by table, key and measure: what all forms must hold."""
    return {
        (name.split(".")[0], *("_T" if label is None else label for label in key), table.measure): cell
        for name, table in sample.tables().items()
        for key, cell in table.cells.items()
    }


def test_the_machine_copy_holds_every_cell_once_with_its_mark_beside_it():
    found = {}
    for mart in ("sessions_by_domain", "population", "participants_by_organisation"):
        for row in read_csv(f"data/{mart}.csv"):
            *key, indicator, _, value, flag = row.values()
            name = (mart, *key, indicator)
            assert name not in found
            found[name] = (value, flag)
    expected = {
        name: ("", cell.mark.value) if cell.value is None else (str(cell.value), "")
        for name, cell in safe_cells().items()
    }
    expected["sessions_by_domain", "GEN", "2025", "sport", "sessions_held"] = ("905", "h")
    assert found == expected


def test_the_machine_copy_is_rfc_4180():
    raw = sample.files()["data/sessions_by_domain.csv"]
    assert not raw.startswith(b"\xef\xbb\xbf") and raw.endswith(b"\r\n")
    assert raw.count(b"\n") == raw.count(b"\r\n") == len(read_csv("data/sessions_by_domain.csv")) + 1


@pytest.mark.parametrize(("language", "heads", "total"), [
    ("nl", ["Gevangenis", "Periode", "Maat", "Eenheid", "Waarde", "Markering"], "Alle gevangenissen"),
    ("fr", ["Prison", "Période", "Mesure", "Unité", "Valeur", "Marque"], "Toutes les prisons"),
    ("en", ["Prison", "Period", "Measure", "Unit", "Value", "Flag"], "All prisons"),
])  # fmt: skip
def test_the_copy_for_a_spreadsheet_speaks_the_language_and_has_a_decimal_comma(language, heads, total):
    raw = sample.files()[f"data/{language}/population.csv"]
    assert raw.startswith(b"\xef\xbb\xbf")
    found = read_csv(f"data/{language}/population.csv", ";", "utf-8-sig")
    assert list(found[0]) == heads
    assert [row[heads[4]] for row in found if row[heads[0]] == "Gent"] == ["118,4", "121,0", "1204,5"]
    assert found[-1][heads[0]] == total


def test_a_name_that_looks_like_a_formula_is_none_in_a_spreadsheet():
    found = read_csv("data/nl/participants_by_organisation.csv", ";", "utf-8-sig")
    assert {row["Organisatie"] for row in found} == {"'=Bib", 'Huis "Noord", vzw', "Alle organisaties"}


def test_parquet_holds_the_rows_of_the_machine_copy_typed(folder):
    for path in sorted((folder / "data").glob("*.parquet")):
        with closing(open_database()) as database:
            found = rows(database, f"from read_parquet('{path}')")
            kinds = dict(
                rows(database, f"select column_name, column_type from (describe from read_parquet('{path}'))")
            )
        assert kinds["value"] == "DECIMAL(24,6)" and set(kinds.values()) == {"VARCHAR", "DECIMAL(24,6)"}
        plain = [tuple(row.values()) for row in read_csv(f"data/{path.stem}.csv")]
        assert [(*row[:-2], row[-2], row[-1] or "") for row in found] == [
            (*row[:-2], Decimal(row[-2]) if row[-2] else None, row[-1]) for row in plain
        ]


def test_frictionless_finds_the_data_package_valid(folder):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        report = frictionless.Package(str(folder / "data" / "datapackage.json")).validate()
    assert report.valid, report.flatten(["title", "message"])
    assert report.stats["tasks"] == len(list((folder / "data").glob("*.csv"))) + len(
        list((folder / "data/codes").iterdir())
    )


@pytest.mark.parametrize(("old", "new"), [
    (b"GEN,2025,sport,sessions_held", b"XXX,2025,sport,sessions_held"),  # a code that no list has
    (b"session,1405,", b"session,veel,"),
    (b"session,1405,", b"session,1406,"),  # the fingerprint
    (b",o\r\n", b",z\r\n"),
])  # fmt: skip
def test_frictionless_sees_what_is_wrong(tmp_path, old, new):
    folder = sample.laid_out(tmp_path)
    path = folder / "data" / "sessions_by_domain.csv"
    assert old in path.read_bytes()
    path.write_bytes(path.read_bytes().replace(old, new, 1))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert not frictionless.Package(str(folder / "data" / "datapackage.json")).validate().valid


def test_csvw_reads_every_table_by_its_description(folder):
    group = TableGroup.from_file(folder / "data" / "csv-metadata.json")
    assert group.check_referential_integrity() is True
    held = {table.local_name: list(table.iterdicts(strict=True)) for table in group.tables}
    assert len(held) == 3 + 5 - 1 + 1  # marts, code lists, dictionary
    row = next(
        row for row in held["population.csv"] if row["period_code"] == "2025" and row["prison_code"] == "GEN"
    )
    assert row["value"] == Decimal("1204.5") and row["flag"] is None
    titles = group.tabledict["population.csv"].tableSchema.columndict["prison_code"].titles
    assert {titles.getfirst("nl"), titles.getfirst("fr")} == {"Gevangenis", "Prison"}


def test_csvw_sees_a_code_that_no_list_has(tmp_path):
    folder = sample.laid_out(tmp_path)
    path = folder / "data" / "population.csv"
    path.write_bytes(path.read_bytes().replace(b"GEN,2025", b"XXX,2025"))
    with pytest.raises(ValueError):
        TableGroup.from_file(folder / "data" / "csv-metadata.json").check_referential_integrity()


def test_the_dictionary_says_of_every_indicator_what_the_register_says():
    register = read_catalogue(SQL).indicators
    found = {row["indicator"]: row for row in read_csv("data/indicators.csv")}
    assert found.keys() == {table.measure for table in sample.tables().values()}
    for measure, row in found.items():
        assert row["code"] == register[measure].code and row["unit"] == register[measure].unit
        assert all(row[f"definition_{one}"] == register[measure].definition[one] for one in sample.LANGUAGES)


def test_code_lists_name_every_code_in_every_language_totals_last():
    found = read_csv("data/codes/domain_code.csv")
    assert [row["code"] for row in found] == ["sport", "cultuur", "_T"]
    assert found[1] == {
        "code": "cultuur",
        "label_nl": "Cultuur",
        "label_fr": "Culture",
        "label_en": "Culture",
    }


def test_the_same_tables_give_the_same_bytes_whatever_was_made_before():
    again = downloads_of(sample.tables(), sample.texts(), sample.outline())
    turned = downloads_of(dict(reversed(sample.tables().items())), sample.texts(), sample.outline())
    own = {name: content for name, content in sample.files().items() if name in again}
    assert again == own
    assert turned == own


def test_the_package_tells_sizes_and_fingerprints():
    described = json.loads(sample.files()["data/datapackage.json"])
    assert all(len(sample.files()[f"data/{one['path']}"]) == one["bytes"] for one in described["resources"])
