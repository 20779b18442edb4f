"""The load report on the terminal: what became of the rows, why, and what is odd, in Dutch."""

from pathlib import Path

import pytest

from pipelines.database import Database
from pipelines.errors import LoadError
from pipelines.load import LoadReport, LoadSummary, told, told_in_short
from tests.load.intake import load, sessions

HEADER = "Nummer;Gevangenis;Datum;Duur;Aantal;Status\n"
ONE = "1;PI Gent;03/02/2025;1,5;8;Doorgegaan\n"


LABELS = {"session": "Sessie"}


def report(db: Database, folder: Path, content: str, source: str = "") -> list[str]:
    return list(told(load(db, folder, source or sessions(), {"vocvo_1.csv": content}), LABELS))


def test_rows_and_reasons_are_told_in_words(db: Database, tmp_path: Path) -> None:
    lines = report(db, tmp_path, HEADER + ONE + ONE + "2;PI Gent;31/02/2025;1,5;8;Doorgegaan\n")
    assert lines[0] == ("vocvo_1.csv (Sessie): gelezen 3, aanvaard 1, geweigerd 1, dubbel 1, overgeslagen 0")
    assert (
        "  geweigerd, 1 keer: Dit is geen datum die bestaat; schrijf bijvoorbeeld 31/12/2025. "
        "Kolom 'Datum', regel 4." in lines
    )


def test_a_refusal_names_column_lines_and_what_was_expected(db: Database, tmp_path: Path) -> None:
    """Seven unknown prisons and an impossible number: where they stand, and which words would do."""
    body = "".join(f"{one};PI Nergens;{one:02}/02/2025;1,5;8;Doorgegaan\n" for one in range(10, 17))
    body += "17;PI Gent;17/02/2025;30;8;Doorgegaan\n"
    lines = report(db, tmp_path, HEADER + body, sessions("max_rejected_share = 1"))
    assert (
        "  geweigerd, 7 keer: Dit woord staat niet in de afgesproken lijst. Verwacht: PI Gent, PI Antwerpen. "
        "Kolom 'Gevangenis', regel 2, 3, 4, 5, 6 …." in lines
    )
    assert (
        "  geweigerd, 1 keer: Deze waarde is kleiner of groter dan mogelijk is. Verwacht: van 0 tot 24. "
        "Kolom 'Duur', regel 9." in lines
    )


def test_a_load_that_stops_for_too_many_refusals_says_where_they_are(db: Database, tmp_path: Path) -> None:
    body = "".join(f"{one};PI Nergens;{one:02}/02/2025;1,5;8;Doorgegaan\n" for one in range(10, 22))
    with pytest.raises(LoadError, match=r"Verwacht: PI Gent, PI Antwerpen\. Kolom 'Gevangenis', regel 2, 3"):
        report(db, tmp_path, HEADER + body)


def test_a_total_that_differs_is_told_with_both_numbers(db: Database, tmp_path: Path) -> None:
    lines = report(db, tmp_path, HEADER + ONE + "Totaal;;;1,5;9;\n")
    assert (
        "  waarschuwing: op regel 3 staat 9 als totaal van head_count, maar de rijen samen geven 8; "
        "de rijen tellen" in lines
    )


def test_a_rule_that_is_not_kept_is_told_with_its_first_lines(db: Database, tmp_path: Path) -> None:
    body = "".join(ONE.replace("1;", f"{one};", 1).replace("Doorgegaan", "Afgelast") for one in range(7))
    lines = report(db, tmp_path, HEADER + body)
    assert (
        "  waarschuwing: De sessie is afgelast, maar er zijn aanwezigen geteld; die tellen niet mee. 7 rijen: "
        "regel 2, 3, 4, 5, 6 …" in lines
    )


def test_a_file_without_rows_and_one_that_is_known_are_told(db: Database, tmp_path: Path) -> None:
    lines = report(db, tmp_path, HEADER)
    assert "  waarschuwing: onder de kopregel staat geen enkele rij" in lines
    assert report(db, tmp_path, HEADER) == ["vocvo_1.csv: al ingelezen, niets veranderd"]


def test_a_load_in_short_adds_up_and_names_what_needs_a_look() -> None:
    """Four rows of a sheet: a session told three times with its participants, and one that is refused."""
    session = LoadSummary(
        "vocvo", "vocvo_1.csv", "session", "", 1, read=4, accepted=1, rejected=1, duplicate=0, skipped=2,
        skips={"repeated": 2},
    )  # fmt: skip
    attendance = LoadSummary(
        "vocvo", "vocvo_1.csv", "attendance", "", 1, read=4, accepted=3, rejected=0, duplicate=0, skipped=1,
        skips={"other": 1},
    )  # fmt: skip
    assert told_in_short(LoadReport((session, attendance), ("oud.csv",), ("vreemd.csv",))) == (
        "bestanden: 1 nieuw, 1 al ingelezen",
        "rijen: 5 gelezen = 4 aanvaard + 1 geweigerd + 0 dubbel + 0 overgeslagen",
        "wat geweigerd is, staat met de reden in data/feedback, als antwoord aan de partner",
        "vreemd.csv: niet gelezen, want geen enkele bron herkent de naam",
        "maak een bron voor wat niet gelezen is: jaarverslag source propose BESTAND; hoort een bestand bij een "
        "bron die er al is, vul dan haar files aan",
    )
    assert told_in_short(LoadReport(())) == ("bestanden: 0 nieuw, 0 al ingelezen",)
