"""Contracts are read strictly."""

from pathlib import Path

import pytest

from pipelines.errors import ConfigError
from pipelines.sources import Kind, read_contracts

GOOD = """
name = "loan"
label = "Uitlening"
definition = "Een uitgeleend werk."
key = ["loan_id"]
[columns.loan_id]
kind = "code"
required = true
label = "Nummer"
definition = "Nummer van de uitlening."
[columns.medium]
kind = "enum"
required = false
label = "Drager"
definition = "Boek of film."
values = ["book", "film"]
"""


def read(folder: Path, text: str) -> object:
    (folder / "loan.toml").write_text(text, encoding="utf-8")
    return read_contracts(folder)


def test_the_contracts_of_the_program_are_good() -> None:
    contracts = read_contracts(Path(__file__).parents[2] / "data/contracts")
    assert contracts["attendance"].columns["person_id"].kind is Kind.PERSON
    assert contracts["attendance"].key == ("session_id", "person_id")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('label = "Drager"', 'labl = "Drager"', "columns.medium.label: deze sleutel is verplicht"),
        (
            "required = false",
            'required = "nee"',
            "columns.medium.required: verwacht true of false; gevonden: 'nee'",
        ),
        ('kind = "enum"', 'kind = "list"', "columns.medium.kind: verwacht een van code, text"),
        ('values = ["book", "film"]', "", "columns.medium.values: hoort bij kind = 'enum'"),
        ('key = ["loan_id"]', 'key = ["loan"]', "key[1]: verwacht namen van kolommen"),
        ('name = "loan"', 'name = "lend"', "name: moet gelijk zijn aan de bestandsnaam"),
        ('name = "loan"', 'name = "loan"\nnote = "x"', "note: deze sleutel bestaat niet"),
        (
            'values = ["book"',
            'references = "book.id"\nvalues = ["book"',
            "columns.medium.references: verwacht",
        ),
        ("[columns.medium]", "[columns.medium", "geen geldige TOML"),
    ],
)
def test_a_mistake_is_named_with_file_key_and_expectation(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    read(tmp_path, GOOD)
    assert old in GOOD
    with pytest.raises(ConfigError) as caught:
        read(tmp_path, GOOD.replace(old, new))
    assert str(tmp_path / "loan.toml") in str(caught.value)
    assert message in str(caught.value)


def test_a_folder_without_contracts_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="geen enkel contract"):
        read_contracts(tmp_path)
    with pytest.raises(ConfigError, match="bestaat niet"):
        read_contracts(tmp_path / "elsewhere")
