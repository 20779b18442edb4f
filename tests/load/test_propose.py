"""An unknown export is proposed a source, which a person confirms."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from pipelines.database import Database, rows
from pipelines.errors import ConfigError, LoadError
from pipelines.load import Proposal, Proposed, draft, propose_source
from pipelines.sources import read_source
from tests.load.intake import CONTRACTS, REFERENCE, load, write, write_workbook

LINES = (
    "Overzicht lessen\n\n"
    "Nr;Inrichting;Datum;Duur;# aanwezig;Status;Naam deelnemer;Kleur\n"
    "A1;PI Gent;14/02/2025;1u30;8;Doorgegaan;Ans Verzonnen;rood\n"
    "A2;Antwerpen;03/03/2025;90 min;5;Afgelast;Bas Verzonnen;rood\n"
    "A3;Nergenshuizen;04/03/2025;2;6;Doorgegaan;Bas Verzonnen;blauw\n"
)


def propose(
    folder: Path,
    content: str | bytes = LINES,
    name: str = "lessen_2025-K1.csv",
    names: Mapping[str, str] = REFERENCE,
) -> Proposal:
    write(folder / "in", {name: content})
    return propose_source(folder / "in" / name, CONTRACTS, reference=write(folder / "names", names))


def headers(proposal: Proposal) -> dict[str, str]:
    return {one.column: one.header for one in columns(proposal)}


def columns(proposal: Proposal) -> tuple[Proposed, ...]:
    (only,) = proposal.maps
    return only.columns


def missing(proposal: Proposal) -> list[str]:
    return [column.name for one in proposal.maps for column in one.missing]


def datasets(proposal: Proposal) -> list[str]:
    return [one.dataset for one in proposal.maps]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_table_dialect_and_columns_are_found(tmp_path: Path, encoding: str, delimiter: str) -> None:
    proposal = propose(tmp_path, LINES.replace(";", delimiter).encode(encoding))
    assert (datasets(proposal), proposal.delimiter, proposal.header_row) == (["session"], delimiter, 3)
    assert headers(proposal) == {
        "session_id": "Nr",
        "prison_code": "Inrichting",
        "session_date": "Datum",
        "duration_hours": "Duur",
        "head_count": "# aanwezig",
        "status": "Status",
    }
    assert (missing(proposal), proposal.unused) == ([], ("Kleur",))


def test_words_of_lists_are_proposed_and_unknown_ones_asked(tmp_path: Path) -> None:
    values = {one.column: dict(one.values) for one in columns(propose(tmp_path)) if one.values}
    assert values == {
        "prison_code": {"Antwerpen": "ANT", "Nergenshuizen": "?", "PI Gent": "GEN"},
        "status": {"Afgelast": "cancelled", "Doorgegaan": "held"},
    }


def test_columns_about_persons_are_dropped_and_named(tmp_path: Path) -> None:
    proposal = propose(tmp_path)
    assert proposal.dropped == ("Naam deelnemer",)
    assert "Niet ingelezen, want mogelijk over personen: Naam deelnemer" in draft(proposal)
    assert "Verzonnen" not in repr(proposal)


def test_the_draft_reads_as_a_source_and_loads_what_is_sure(db: Database, tmp_path: Path) -> None:
    filled = draft(propose(tmp_path)).replace('organisation = "?"', 'organisation = "VOCVO"')
    write(tmp_path / "sources", {"lessen.toml": filled})
    source = read_source(tmp_path / "sources/lessen.toml", CONTRACTS)
    assert (source.files, source.dialect.dates) == (("lessen*.csv",), "dmy")
    (summary,) = load(db, tmp_path, filled, {"lessen_2025-K1.csv": LINES}).deliveries
    assert (summary.accepted, summary.reasons) == (2, {"unknown_code": 1})
    assert rows(
        db, "select prison_code, session_date::varchar, duration_hours::varchar from raw.session"
    ) == [
        ("GEN", "2025-02-14", "1.5000"),
        ("ANT", "2025-03-03", "1.5000"),
    ]


def test_what_is_not_found_must_be_filled_in(tmp_path: Path) -> None:
    proposal = propose(tmp_path, LINES.replace("Status", "Xyz"))
    assert missing(proposal) == ["status"]
    write(tmp_path / "sources", {"lessen.toml": draft(proposal)})
    with pytest.raises(ConfigError, match="verwacht een van planned, held"):
        read_source(tmp_path / "sources/lessen.toml", CONTRACTS)


def test_french_and_english_headers_are_known(tmp_path: Path) -> None:
    french = "Établissement;Date;Durée;Nombre de participants;Statut\nGent;14/02/2025;1h30;8;annulé\n"
    proposal = propose(tmp_path, french)
    assert headers(proposal)["head_count"] == "Nombre de participants"
    assert [one.values for one in columns(proposal) if one.column == "status"] == [{"annulé": "cancelled"}]
    english = (
        "Library name,Event date,Name,Attendees\nHendon,2018-01-12,Rhyme time,11\nOsidge,2018-01-13,Yoga,8\n"
    )
    assert headers(propose(tmp_path, english)) == {
        "prison_code": "Library name",
        "activity_name": "Name",
        "session_date": "Event date",
        "head_count": "Attendees",
    }


def test_the_sheet_with_the_table_is_found(tmp_path: Path) -> None:
    lines: list[list[object]] = [line.split(";") for line in LINES.splitlines()]
    write_workbook(tmp_path / "in.xlsx", {"Toelichting": [["Lees mij"]], "Lijst": lines})
    proposal = propose_source(tmp_path / "in.xlsx", CONTRACTS)
    assert (proposal.sheets, proposal.header_row, datasets(proposal)) == (("Lijst",), 3, ["session"])


PRESENCES = (
    "Liste des présences;;;;;\n"
    "Établissement;Date de la séance;Activité;N° détenu;Présent;Durée (h)\n"
    "Gent;03/02/2025;Alphabétisation;A-1;Oui;1,5\n"
    "Gent;03/02/2025;Alphabétisation;A-2;Non;1,5\n"
    "Gent;17/02/2025;Alphabétisation;A-1;Oui;1,5\n"
    "Gent;24/02/2025;Alphabétisation;;;1,5\n"
    "Total;;;3;;\n"
)


def test_a_list_of_participants_is_proposed_as_sessions_and_attendances(db: Database, tmp_path: Path) -> None:
    proposal = propose(tmp_path, PRESENCES, "lessen_2025.csv")
    assert datasets(proposal) == ["session", "attendance"]
    assert missing(proposal) == ["status"]
    assert [one.is_repeated for one in proposal.maps] == [True, False]
    apart = ("Établissement", "Activité", "Date de la séance")
    assert [one.columns[0].join for one in proposal.maps] == [apart, apart]
    filled = draft(proposal).replace('organisation = "?"', 'organisation = "VOCVO"')
    filled = filled.replace('domain_code = {constant = "?"}', 'domain_code = {constant = "sport"}')
    filled = filled.replace('constant = "?"', 'constant = "held"')
    found = load(db, tmp_path, filled, {"lessen_2025.csv": PRESENCES}).deliveries
    assert {one.dataset: one.accepted for one in found} == {"session": 3, "attendance": 3}
    assert sum(one.rejected + one.duplicate for one in found) == 0


def test_participants_with_the_number_of_their_session_keep_it(tmp_path: Path) -> None:
    lines = "Sessie;Datum;Gevangenis;Sidis;Aanwezig\n7;03/02/2025;Gent;A1;Ja\n7;03/02/2025;Gent;A2;Nee\n"
    proposal = propose(tmp_path, lines)
    assert datasets(proposal) == ["session", "attendance"]
    assert [(one.columns[0].column, one.columns[0].header) for one in proposal.maps] == [
        ("session_id", "Sessie")
    ] * 2


def test_a_total_is_no_word_of_a_list(tmp_path: Path) -> None:
    proposal = propose(tmp_path, LINES + "Totaal;Totaal;;;19;;;\n")
    (prisons,) = [one.values for one in columns(proposal) if one.column == "prison_code"]
    assert "Totaal" not in prisons


def test_another_contract_can_be_asked_for(tmp_path: Path) -> None:
    content = "Nr deelnemer;Sessie;Aanwezig\n7;1;Ja\n8;1;Nee\n"
    write(tmp_path, {"lijst.csv": content})
    proposal = propose_source(tmp_path / "lijst.csv", CONTRACTS, dataset="attendance")
    assert headers(proposal) == {"session_id": "Sessie", "person_id": "Nr deelnemer", "status": "Aanwezig"}
    assert [one.samples for one in columns(proposal) if one.column == "person_id"] == [()]
    with pytest.raises(ConfigError, match="--dataset lessen"):
        propose_source(tmp_path / "lijst.csv", CONTRACTS, dataset="lessen")


@pytest.mark.parametrize("content", [b"", b"hallo\n", b"\x00\xff\xfe\x01" * 50, b"1;2;3\n4;5;6\n"])
def test_a_file_without_a_table_is_told(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(LoadError, match=r"lessen\.csv"):
        propose(tmp_path, content, "lessen.csv")
