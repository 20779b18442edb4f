"""Rows of which nothing tells the domain are asked about in a draft, and told when they are loaded."""

from pathlib import Path

import pytest

from pipelines.cli.console import proposal_lines
from pipelines.database import Database, rows
from pipelines.load import draft
from tests.load.intake import attendances, load, sessions
from tests.load.test_propose import LINES, PRESENCES, propose

HEADER = "Nummer;Gevangenis;Datum;Duur;Aantal;Status\n"
GOOD = "1;PI Gent;03/02/2025;1,5;8;Doorgegaan\n2;PI Gent;04/02/2025;1,5;8;Doorgegaan\n"
CONSTANT = 'domain_code = { constant = "onderwijs" }'


def test_a_draft_asks_for_the_domain_that_no_column_tells(tmp_path: Path) -> None:
    found = propose(tmp_path)
    assert 'domain_code = {constant = "?"} # Domein: niet gevonden' in draft(found)
    (line,) = [one for one in proposal_lines(found, {}) if "Domein" in one]
    assert line.startswith("   ?    Domein: niet gevonden") and 'domain_code = { constant = "CODE" }' in line


def test_only_the_sessions_of_a_list_of_participants_are_asked(tmp_path: Path) -> None:
    sitting, attendance = propose(tmp_path, PRESENCES, "lessen_2025.csv").maps
    assert [[one.name for one in part.wanted] for part in (sitting, attendance)] == [["domain_code"], []]


@pytest.mark.parametrize("header", ["Domein;sport", "Activiteitsnummer;a1", "Activiteitsnummer;a2"])
def test_what_a_column_tells_is_not_asked(tmp_path: Path, header: str) -> None:
    name, cell = header.split(";")
    told = LINES.replace("Kleur", name).replace("rood", cell).replace("blauw", cell)
    found = propose(tmp_path, told)
    assert [one.wanted for one in found.maps] == [()]
    assert not any("Domein: niet" in one for one in proposal_lines(found, {}))


def test_a_draft_asks_for_the_prison_that_no_column_tells_and_takes_the_only_one(tmp_path: Path) -> None:
    """Sessions without one count nowhere: the build stopped, long after the file was loaded."""
    without = "Datum;Uur;Doelgroep\n13/02/2025;10:00;beklaagden\n14/02/2025;11:30;veroordeelden\n"
    asked = 'prison_code = {constant = "?"} # Gevangenis: niet gevonden'
    only = 'prison_code = {constant = "GEN"} # Gevangenis; 80 % zeker ? kijk na'
    for prisons, told in (("GEN,Gent\nANT,Antwerpen\n", asked), ("", asked), ("GEN,Gent\n", only)):
        names = {"prison.csv": f"prison_code,prison_name\n{prisons}"}
        assert told in draft(propose(tmp_path, without, "gesprekken_gent_2025.csv", names))


def findings(db: Database) -> list[tuple[object, ...]]:
    return rows(
        db,
        "select finding_code, severity, rows_found from load.finding where finding_code like '%domain' order by all",
    )


@pytest.mark.parametrize("said", ["", 'domain_code = { constant = "?" }'])
def test_sessions_and_attendances_without_a_domain_are_told(db: Database, tmp_path: Path, said: str) -> None:
    load(
        db,
        tmp_path,
        attendances(),
        {"vocvo_1.csv": "Sessie;Persoonsnummer;Aanwezig\n1;7;Ja\n1;8;Ja\n2;7;Ja\n"},
    )
    (tmp_path / "exports/vocvo_1.csv").unlink()
    load(db, tmp_path, sessions().replace(CONSTANT, said), {"vocvo_2.csv": HEADER + GOOD})
    assert findings(db) == [
        ("attendance_has_no_domain", "warning", 3),
        ("session_has_no_domain", "warning", 2),
    ]


def test_a_domain_from_the_source_is_no_find(db: Database, tmp_path: Path) -> None:
    load(db, tmp_path, sessions(), {"vocvo_1.csv": HEADER + GOOD})
    assert findings(db) == []
