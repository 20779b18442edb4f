"""A choice changes its own value in the TOML of a source, and leaves what a person wrote."""

import tomllib

import pytest

from pipelines.errors import ConfigError
from pipelines.load.source_toml import confirmed, edited, read_certainty

TEXT = """# Gemaakt door An, 3 maart
source = "cvo"
label = "?"  # nog vragen
files = ["cvo*.csv"]

[[maps]]
dataset = "session"

[maps.columns]
session_date = "Datum" # Datum; 70 % zeker ? kijk na
duration_hours = "Duur" # uren, zegt Piet
"""


def test_only_the_line_that_changes_is_another():
    new = edited(
        TEXT,
        {("label",): "CVO", ("maps", 0, "columns", "duration_hours"): {"from": "Duur", "unit": "minutes"}},
        "x",
    )
    different = [
        (old, now) for old, now in zip(TEXT.splitlines(), new.splitlines(), strict=True) if old != now
    ]
    assert [now.split(" = ")[0] for _, now in different] == ["label", "duration_hours"]
    assert "# nog vragen" in new and "# uren, zegt Piet" in new and "# Gemaakt door An" in new
    assert tomllib.loads(new)["maps"][0]["columns"]["duration_hours"] == {"from": "Duur", "unit": "minutes"}


def test_what_stays_the_same_stays_to_the_letter():
    assert edited(TEXT, {("label",): "?", ("files",): ["cvo*.csv"]}, "x") == TEXT


def test_a_column_that_a_person_chose_is_doubted_no_more():
    assert read_certainty(TEXT, "x") == {(0, "session_date"): 70}
    new = edited(TEXT, {("maps", 0, "columns", "session_date"): "Dag"}, "x")
    assert read_certainty(new, "x") == {} and "# Datum" in new


def test_a_column_and_a_map_go_and_come():
    gone = edited(TEXT, {("maps", 0, "columns", "duration_hours"): None}, "x")
    assert "duration_hours" not in gone
    more = edited(TEXT, {("maps", 1): {"dataset": "attendance", "columns": {}}}, "x")
    assert [one["dataset"] for one in tomllib.loads(more)["maps"]] == ["session", "attendance"]


def test_a_confirmed_source_says_nothing_of_its_draft():
    whole = confirmed("# Voorstel bij cvo.csv. Kijk alles na.\n" + TEXT, "x")
    assert "zeker" not in whole and "Voorstel" not in whole
    assert "# uren, zegt Piet" in whole and "# Gemaakt door An" in whole
    assert tomllib.loads(whole) == tomllib.loads(TEXT)


def test_what_is_no_toml_is_said_with_its_line():
    with pytest.raises(ConfigError, match="regel 1"):
        edited("= 3", {}, "cvo.toml")
