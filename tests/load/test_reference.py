"""Reference data are loaded without mercy."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.database import Database, open_database, rows
from pipelines.errors import ConfigError
from pipelines.load import load_reference, prepare, read_list, write_templates
from pipelines.load.ledger.code_names import refuse_codes
from pipelines.load.propose.proposed import listed_codes
from pipelines.load.read import list_rows
from tests.load.intake import CONTRACTS, REFERENCE, write


@pytest.fixture
def db() -> Iterator[Database]:
    """An empty database."""
    database = open_database()
    yield database
    database.close()


def load(db: Database, folder: Path, **changed: str) -> object:
    prepare(db, CONTRACTS)
    files = {**REFERENCE, **{f"{name}.csv": text for name, text in changed.items()}}
    return load_reference(db, write(folder / "reference", files), CONTRACTS)


def test_reference_data_load_once(db: Database, tmp_path: Path) -> None:
    first = load_reference_names(load(db, tmp_path))
    again = load_reference_names(load(db, tmp_path))
    assert (first, again) == (["domain", "organisation", "prison"], [])
    assert rows(db, "select domain_code, name_fr from raw.domain order by all") == [
        ("onderwijs", "Enseignement"),
        ("sport", "Sport"),
    ]


def load_reference_names(report: object) -> list[str]:
    return [one.dataset for one in report.deliveries]  # type: ignore[attr-defined]


def test_a_changed_file_replaces_and_an_absent_one_withdraws(db: Database, tmp_path: Path) -> None:
    load(db, tmp_path)
    load(db, tmp_path, domain="domain_code,domain_order,name_nl,name_fr,name_en\nsport,1,Sport,Sport,Sport\n")
    assert rows(db, "select domain_code from raw.domain") == [("sport",)]
    (tmp_path / "reference/prison.csv").unlink()
    load_reference(db, tmp_path / "reference", CONTRACTS)
    assert rows(db, "select count(*) from raw.prison") == [(0,)]
    assert rows(db, "select file_name, state from load.delivery order by delivery_id") == [
        ("domain.csv", "replaced"),
        ("organisation.csv", "loaded"),
        ("prison.csv", "withdrawn"),
        ("domain.csv", "loaded"),
    ]


@pytest.mark.parametrize(
    ("dataset", "text", "message"),
    [
        (
            "domain",
            "domain_code,domain_order,name_nl,name_fr,name_en\nsport,een,S,S,S\n",
            "regel 2: domain_order",
        ),
        ("domain", "domain_code,name_nl,name_fr,name_en\n", "regel 1: kolom 'domain_order' ontbreekt"),
        ("domain", "domain_code,domain_order,name_nl,name_fr,name_en,x\n", "regel 1: kolom 'x' bestaat niet"),
        ("domain", "domain_code,domain_order,name_nl,name_fr,name_en\na,1,A,A,A\na,1,A,A,A\n", "dubbel"),
        (
            "domain",
            "domain_code,domain_order,name_nl,name_fr,name_en\na,1,A,A,A\na,2,A,A,A\n",
            "regel 3: domain_code",
        ),
        (
            "subdomain",
            "subdomain_code,domain_code,name_nl,name_fr,name_en\nx,kunst,X,X,X\n",
            "regel 2: domain_code",
        ),
        ("person", "person_id,prison_code,valid_from,gender\n", "bevatten geen personen"),
        ("loans", "a,b\n", "geen contract met deze naam"),
    ],
)
def test_a_mistake_is_named_with_file_and_line(
    db: Database, tmp_path: Path, dataset: str, text: str, message: str
) -> None:
    with pytest.raises(ConfigError) as caught:
        load(db, tmp_path, **{dataset: text})
    assert f"{dataset}.csv: " in str(caught.value)
    assert message in str(caught.value)
    assert rows(db, "select count(*) from load.delivery") == [(0,)]


def test_dates_and_decimals_are_iso_and_point(db: Database, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"prison\.csv: regel 2: valid_from"):
        load(db, tmp_path, prison="prison_code,prison_name,valid_from\nGEN,Gent,01/02/2000\n")


@pytest.mark.parametrize(
    "code", ["../../../evil", "a/b", "..", ".", "a\\b", "é", "a b", "x" * 41, "-rf", "All", "overzicht"]
)
def test_a_code_that_could_be_a_path_or_a_word_of_a_command_is_refused(tmp_path: Path, code: str) -> None:
    path = tmp_path / "prison.csv"
    path.write_text(
        f'prison_code,prison_name,valid_from\nGEN,Gent,2020-01-01\n"{code}",Fictief,2020-01-01\n', "utf-8"
    )
    with pytest.raises(ConfigError, match=r"prison\.csv, regel 3: prison_code: een code"):
        refuse_codes(path, CONTRACTS["prison"], list_rows(path), ",")
    path.write_text("prison_code,prison_name,valid_from\nGEN_2-b.1,Gent,2020-01-01\n", "utf-8")
    refuse_codes(path, CONTRACTS["prison"], list_rows(path), ",")


def test_a_code_below_the_label_of_its_column_is_checked_too(db: Database, tmp_path: Path) -> None:
    label = CONTRACTS["prison"].columns["prison_code"].label
    with pytest.raises(ConfigError, match=r"prison\.csv, regel 2: prison_code: een code"):
        load(db, tmp_path, prison=f"{label};prison_name;valid_from\na/b;Gent;01/01/2000\n")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("prison_code,prison_name,valid_from\nGEN;Gent (fictief);01/01/2000\n",
         "regel 2: prison_code: in deze regel staat een puntkomma (;) tussen de cellen, in de kopregel een komma"),
        ("prison_code;prison_name;valid_from\nGEN,Gent,2000-01-01\n",
         "in deze regel staat een komma (,) tussen de cellen, in de kopregel een puntkomma (;)"),
        ('prison_code,prison_name,valid_from\n"GEN,Gent,2000-01-01"\n', "de hele regel staat in één cel"),
        ('"prison_code,prison_name,valid_from"\nGEN;Gent;01/01/2000\n', "de hele kopregel staat in één cel"),
    ],
)  # fmt: skip
def test_what_a_spreadsheet_makes_of_separators_is_said(
    db: Database, tmp_path: Path, text: str, message: str
) -> None:
    with pytest.raises(ConfigError) as caught:
        load(db, tmp_path, prison=text)
    assert message in str(caught.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_lists_are_read_alike_by_loads_proposals_and_templates(
    db: Database, tmp_path: Path, encoding: str, delimiter: str
) -> None:
    days = ("2000-01-01", "2000-01-01") if delimiter == "," else ("01/01/2000", "1/1/2000")
    texts = {
        "organisation": f"organisation_code,organisation_name,valid_from\nCAF,Café (fictief),{days[0]}\n",
        "prison": f"prison_code,prison_name,valid_from\nGEN,Génk (fictief),{days[1]}\n",
    }
    folder = write(
        tmp_path / "reference",
        {f"{name}.csv": text.replace(",", delimiter).encode(encoding) for name, text in texts.items()},
    )
    prepare(db, CONTRACTS)
    load_reference(db, folder, CONTRACTS)
    assert rows(db, "select organisation_name from raw.organisation") == [("Café (fictief)",)]
    assert read_list(folder / "organisation.csv")[0]["organisation_name"] == "Café (fictief)"
    listed = listed_codes(folder, CONTRACTS["session"])
    assert listed["prison_code"] == {"GEN": ("Génk",)}
    (made, *_) = write_templates("CAF", tmp_path, CONTRACTS, ())
    assert made.is_file()
