"""Checks: a SELECT of what must not be."""

from pathlib import Path

import pytest

from pipelines.database import run
from pipelines.errors import ModelError
from pipelines.model import run_checks


@pytest.fixture
def db(db):
    run(db, "create table visit (person_id varchar, prison_code varchar, line bigint)")
    return db


def write(folder: Path, name: str, text: str) -> Path:
    (folder / "checks").mkdir(exist_ok=True)
    (folder / "checks" / f"{name}.sql").write_text(text, encoding="utf-8")
    return folder


CHECK = (
    "-- Deze regels horen er niet.\n-- severity: {severity}\nselect person_id, prison_code, line from visit"
)


def test_a_check_that_finds_nothing_gives_no_finding(db, tmp_path):
    assert run_checks(db, write(tmp_path, "no_visit", CHECK.format(severity="error"))) == ()


def test_a_finding_counts_all_and_shows_a_few_without_persons(db, tmp_path):
    run(db, "insert into visit select 'ada', 'GEN', range from range(7)")
    (finding,) = run_checks(db, write(tmp_path, "no_visit", CHECK.format(severity="warning")))
    assert (finding.name, finding.severity, finding.sentence) == (
        "no_visit",
        "warning",
        "Deze regels horen er niet.",
    )
    assert finding.rows == 7
    assert finding.examples[0] == "prison_code GEN, line 0"
    assert len(finding.examples) == 5


def test_the_worst_comes_first(db, tmp_path):
    run(db, "insert into visit values ('ada', 'GEN', 1)")
    for severity in ("information", "error", "warning"):
        write(tmp_path, f"a_{severity}", CHECK.format(severity=severity))
    assert [finding.severity for finding in run_checks(db, tmp_path)] == ["error", "warning", "information"]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (CHECK.format(severity="fatal"), "severity is error, warning, information; gevonden 'fatal'"),
        ("-- Zonder ernst.\nselect 1", "de kop mist severity"),
        (CHECK.format(severity="error") + " where no_column", "de controle kan niet lopen"),
    ],
)
def test_a_check_that_can_not_run_is_named(db, tmp_path, text, complaint):
    with pytest.raises(ModelError, match=r"no_visit\.sql") as caught:
        run_checks(db, write(tmp_path, "no_visit", text))
    assert complaint in str(caught.value)
