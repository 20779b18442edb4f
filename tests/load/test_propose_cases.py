"""Shapes of exports that were proposed wrongly before: each with what is right, and loaded as proposed."""

from pathlib import Path

import pytest

from pipelines.database import Database, rows
from pipelines.load import Proposal, draft, propose_source
from tests.load.intake import CONTRACTS, REFERENCE, load, write, write_workbook


def propose(folder: Path, content: str, name: str) -> Proposal:
    write(folder / "in", {name: content})
    return propose_source(folder / "in" / name, CONTRACTS, reference=write(folder / "names", REFERENCE))


def filled(proposal: Proposal, **constants: str) -> str:
    text = draft(proposal).replace('organisation = "?"', 'organisation = "VOCVO"')
    for column, value in constants.items():
        text = text.replace(f'{column} = {{constant = "?"}}', f'{column} = {{constant = "{value}"}}')
    return text


def origin(proposal: Proposal, column: str, place: int = 0) -> str:
    found = [one for one in proposal.maps[place].columns if one.column == column]
    return " + ".join(" + ".join(one.join) or one.header for one in found)


def counted(db: Database) -> list[tuple[object, ...]]:
    return rows(db, "select prison_code, period_code, value::int from raw.count order by all")


QUARTERS = "Gevangenis;Jaar;K1;K2;K3;K4;Totaal\nGent;2024;10;20;30;40;100\nAntwerpen;2024;1;2;3;4;10\n"


@pytest.mark.parametrize("total", ["Totaal", "Jaartotaal", "Alles samen", "Q"])
def test_the_total_beside_quarters_is_never_the_value(db: Database, tmp_path: Path, total: str) -> None:
    lines = QUARTERS.replace("Totaal", total)
    proposal = propose(tmp_path, lines, "uitleningen_2024.csv")
    assert proposal.totals == (total,)
    source = filled(proposal, domain_code="sport", indicator_code="loans")
    (summary,) = load(db, tmp_path, source, {"uitleningen_2024.csv": lines}).deliveries
    assert (summary.accepted, summary.rejected) == (8, 0)
    assert sum(int(str(value)) for *_, value in counted(db)) == 110


COURSES = (
    "Open School, cursisten per maand 2025\n\nCursus;jan;feb;mrt;Totaal\nLassen;8;9;16;33\nKoken;22;;24;46\n"
    "Nederlands voor anderstaligen;11;7;7;25\nTotaal;41;16;47;104\n"
)


def test_courses_beside_months_are_added_up_and_it_says_so(db: Database, tmp_path: Path) -> None:
    """Each course stood for the same total: nothing could be read, and no choice of columns could mend it."""
    proposal = propose(tmp_path, COURSES, "cursisten_2025.csv")
    assert 'component = "Cursus" # Opgeteld over; 70 % zeker ? kijk na' in draft(proposal)
    assert "# ? Regels verschillen enkel in Cursus: hun aantallen worden opgeteld." in draft(proposal)
    assert "Niet gebruikt: Cursus" not in draft(proposal)
    source = filled(proposal, prison_code="GEN", domain_code="sport", indicator_code="attendances")
    load(db, tmp_path, source, {"cursisten_2025.csv": COURSES})
    assert rows(db, "select period_code, sum(value)::int from raw.count group by all order by all") == [
        ("2025-01", 8 + 22 + 11), ("2025-02", 9 + 7), ("2025-03", 16 + 24 + 7),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "lines",
    [
        "Gevangenis;Groep;2025-K1;2025-K2\nGent;Aanwezigen;50;60\nGent;Waarvan vrouwen;10;12\n",
        "Gevangenis;Cursus;2025-K1;2025-K2\nGent;Lassen;5;6\nGent;Koken;3;2\nGent;Alle cursussen;8;8\n",
        "Gevangenis;Cursus;2025-K1;2025-K2\nGent;Lassen;5;6\nGent;Koken;3;2\nGent;Opleiding;8;8\n",
        "Prison;Groupe;2025-K1;2025-K2\nGent;Présents;5;6\nGent;Dont femmes;3;2\n",
    ],
)
def test_lines_that_hold_others_are_never_added_up(tmp_path: Path, lines: str) -> None:
    text = draft(propose(tmp_path, lines, "deelnames.csv"))
    assert "component" not in text and "zeg wat die kolom is" in text


@pytest.mark.parametrize("last", [3, 12])
def test_months_by_number_are_months(db: Database, tmp_path: Path, last: int) -> None:
    names = [f"{month:02}" if last < 12 else str(month) for month in range(1, last + 1)]
    lines = (
        "Gevangenis;" + ";".join(names) + "\nGent;" + ";".join(str(3 * month) for month in range(1, last + 1))
    )
    proposal = propose(tmp_path, f"{lines}\nAntwerpen{';2' * last}\n", "uitleningen_2025.csv")
    source = filled(proposal, domain_code="sport", indicator_code="loans")
    load(db, tmp_path, source, {"uitleningen_2025.csv": f"{lines}\nAntwerpen{';2' * last}\n"})
    assert counted(db) == sorted(
        (place, f"2025-{month:02}", 3 * month if place == "GEN" else 2)
        for place in ("ANT", "GEN")
        for month in range(1, last + 1)
    )


@pytest.mark.parametrize("heading", ["jan;feb;mrt", "2025-K1;2025-K2;2025-K3"])
def test_a_first_row_of_numbers_that_go_up_by_one_is_no_second_header(tmp_path: Path, heading: str) -> None:
    """Three quarters with 10, 11 and 12 were taken for names of columns: the row was lost, and all agreed."""
    lines = f"Gevangenis;{heading}\nGent;10;11;12\nAntwerpen;4;5;6\nMechelen;1;1;1\n"
    proposal = propose(tmp_path, lines, "uitleningen_2025.csv")
    assert [len(table.rows) for table in proposal.tables] == [3] and proposal.header_height == 1


@pytest.mark.parametrize(
    "header", ["Aantal deelnemers", "Deelnemers", "Nombre de participants", "Teilnehmer"]
)
def test_how_many_persons_are_no_person(tmp_path: Path, header: str) -> None:
    """Twelve participants were person number 12, at 97 %."""
    lines = f"Activiteit;Van;Tot;Gevangenis;{header}\n" + "".join(
        f"Yoga;0{day}/02/2025;1{day}/03/2025;Gent;{day + 5}\n" for day in range(1, 8)
    )
    proposal = propose(tmp_path, lines, "reeks.csv")
    assert "person_id" not in {one.column for own in proposal.maps for one in own.columns}


def test_totals_that_run_on_through_the_year_are_asked_about(tmp_path: Path) -> None:
    book = write_workbook(
        tmp_path / "deelnames_2025.xlsx",
        {"K1": [["Gevangenis", "Deelnames"], ["Gent", 10]],
         "K2 cumulatief": [["Gevangenis", "Deelnames"], ["Gent", 25]]},
    )  # fmt: skip
    found = propose_source(book, CONTRACTS, reference=write(tmp_path / "names", REFERENCE))
    assert any("K2 cumulatief" in one and "dubbel tellen" in one for one in found.questions)


def test_persons_of_parts_are_never_added_up(tmp_path: Path) -> None:
    lines = "Gevangenis;Jaar;Niveau;Deelnemers\nGent;2025;A;10\nGent;2025;B;12\nAntwerpen;2025;A;3\nAntwerpen;2025;B;4\n"
    text = draft(propose(tmp_path, lines, "bereik.csv"))
    assert "component" not in text and "Regels verschillen enkel in Niveau: zeg wat die kolom is." in text


def test_equal_lines_of_sessions_without_a_number_are_asked_about(tmp_path: Path) -> None:
    talks = "Datum;Doelgroep\n" + 3 * "13/02/2025;beklaagden\n" + "14/02/2025;veroordeelden\n"
    assert "# ? 2 van de 4 regels zijn helemaal gelijk aan een andere" in draft(
        propose(tmp_path, talks, "g.csv")
    )


def test_year_and_month_in_two_columns_are_one_period(db: Database, tmp_path: Path) -> None:
    lines = "Jaar;Maand;Gevangenis;Deelnames\n2025;1;Gent;41\n2025;1;Antwerpen;30\n2025;12;Gent;52\n"
    proposal = propose(tmp_path, lines, "deelnames.csv")
    assert origin(proposal, "period_code") == "Jaar + Maand"
    load(db, tmp_path, filled(proposal, domain_code="sport"), {"deelnames.csv": lines})
    assert counted(db) == [("ANT", "2025-01", 30), ("GEN", "2025-01", 41), ("GEN", "2025-12", 52)]


def test_a_number_beside_a_year_is_a_quarter_where_its_column_says_so(db: Database, tmp_path: Path) -> None:
    lines = "Jaar;Kwartaal;Gevangenis;Deelnames\n2025;1;Gent;41\n2025;4;Gent;52\n"
    proposal = propose(tmp_path, lines, "deelnames.csv")
    load(db, tmp_path, filled(proposal, domain_code="sport"), {"deelnames.csv": lines})
    assert counted(db) == [("GEN", "2025-K1", 41), ("GEN", "2025-K4", 52)]


MONTHS = "Maand;Gevangenis;Deelnames\nJanuari;Gent;124\nFebruari;Gent;110\n"


def test_a_month_without_a_year_takes_it_from_the_name_of_each_file(db: Database, tmp_path: Path) -> None:
    proposal = propose(tmp_path, MONTHS, "deelnames_2024.csv")
    source = filled(proposal, domain_code="sport")
    load(db, tmp_path, source, {"deelnames_2024.csv": MONTHS})
    load(db, tmp_path, source, {"deelnames_2025.csv": MONTHS.replace("124", "99")})
    assert counted(db) == [
        ("GEN", "2024-01", 124),
        ("GEN", "2024-02", 110),
        ("GEN", "2025-01", 99),
        ("GEN", "2025-02", 110),
    ]


def test_a_month_without_a_year_anywhere_is_asked_for(tmp_path: Path) -> None:
    text = draft(propose(tmp_path, MONTHS, "deelnames.csv"))
    assert 'Februari = "?-02"' in text


def test_sheets_with_one_table_are_read_together_and_their_names_are_months(
    db: Database, tmp_path: Path
) -> None:
    lines = [["Gevangenis", "Deelnames"], ["Gent", 8], ["Antwerpen", 9]]
    path = write_workbook(tmp_path / "in/telling_2025.xlsx", {"januari": lines, "februari": lines})
    proposal = propose_source(path, CONTRACTS, reference=write(tmp_path / "names", REFERENCE))
    assert (proposal.sheets, proposal.sheet_as) == (("*",), "Periode")
    source = filled(proposal, domain_code="sport")
    load(db, tmp_path, source, {"telling_2025.xlsx": path.read_bytes()})
    assert counted(db) == [
        ("ANT", "2025-01", 9),
        ("ANT", "2025-02", 9),
        ("GEN", "2025-01", 8),
        ("GEN", "2025-02", 8),
    ]


def test_sheets_named_after_prisons_give_the_prison_and_another_table_is_told(tmp_path: Path) -> None:
    lines = [["Periode", "Deelnames"], ["2025-01", 8], ["2025-02", 9]]
    other = [["Artikel", "Prijs"], ["Boek", 12], ["Pen", 3]]
    path = write_workbook(tmp_path / "t.xlsx", {"Gent": lines, "Antwerpen": lines, "Kosten": other})
    proposal = propose_source(path, CONTRACTS, reference=write(tmp_path / "names", REFERENCE))
    assert (proposal.sheets, proposal.sheet_as) == (("Gent", "Antwerpen"), "Gevangenis")
    assert [one.values for one in proposal.maps[0].columns if one.column == "prison_code"] == [
        {"Antwerpen": "ANT", "Gent": "GEN"}
    ]
    assert any("Kosten" in one for one in proposal.others)
    assert "Niet in deze bron: Kosten" in draft(proposal)


MATRIX = (
    "Nr;Naam;06/01/2025;13/01/2025;20/01/2025\n1;Persoon Een;x;x;\n2;Persoon Twee;;x;x\n3;Persoon Drie;x;;x\n"
)


def test_a_matrix_of_attendances_gives_sessions_and_attendances(db: Database, tmp_path: Path) -> None:
    proposal = propose(tmp_path, MATRIX, "aanwezig.csv")
    assert [one.dataset for one in proposal.maps] == ["session", "attendance"]
    source = filled(proposal, status="held", prison_code="GEN")
    found = load(db, tmp_path, source, {"aanwezig.csv": MATRIX}).deliveries
    assert {one.dataset: (one.accepted, one.rejected) for one in found} == {
        "session": (3, 0),
        "attendance": (6, 0),
    }
    assert rows(db, "select count(distinct person_id) from raw.attendance") == [(3,)]
    later = MATRIX.replace("/2025", "/2026")
    found = load(db, tmp_path, source, {"aanwezig_2.csv": later}).deliveries  # the pattern fits other days
    assert {one.dataset: one.accepted for one in found} == {"session": 3, "attendance": 6}


ROSTER = (
    "Prison;Name;Date;Attendance Status\nGent;Piet Verzonnen;2025-07-01;Present\n"
    "Gent;Els Denkbeeld;2025-07-01;Present\nGent;Piet Verzonnen;2025-07-08;Present\n"
    "Gent;Els Denkbeeld;2025-07-08;Absent\n"
)


def test_names_of_participants_are_persons_and_never_shown_or_kept(db: Database, tmp_path: Path) -> None:
    proposal = propose(tmp_path, ROSTER, "roster.csv")
    assert [one.dataset for one in proposal.maps] == ["session", "attendance"]
    assert origin(proposal, "person_id", 1) == "Name"
    assert "Verzonnen" not in draft(proposal) + repr(proposal)
    found = load(db, tmp_path, filled(proposal, status="held"), {"roster.csv": ROSTER}).deliveries
    assert {one.dataset: one.accepted for one in found} == {"session": 2, "attendance": 4}
    kept = "select * from raw.attendance", "select * from raw.session"
    assert "Verzonnen" not in "".join(str(rows(db, sql)) for sql in kept)


def test_bands_of_age_beside_each_other_belong_below_each_other(tmp_path: Path) -> None:
    lines = "Gevangenis;0-17;18-24;25-64;65+\nGent;0;3;5;1\nAntwerpen;0;2;5;2\n"
    (beside,) = propose(tmp_path, lines, "leeftijd.csv").beside
    assert (tuple(beside.columns), beside.sort) == (("0-17", "18-24", "25-64", "65+"), "band")


def test_two_measures_in_the_same_months_become_two_maps_of_one_line(db: Database, tmp_path: Path) -> None:
    lines = (
        "Gevangenis;Bezoeken jan;Bezoeken feb;Bezoeken mrt;Uitleningen jan;Uitleningen feb;Uitleningen mrt\n"
    )
    lines += "Gent;1;2;3;10;20;30\n"
    proposal = propose(tmp_path, lines, "bib 2025.csv")
    assert [one.patterns for one in proposal.beside] == [("Bezoeken *",), ("Uitleningen *",)]
    load(db, tmp_path, filled(proposal, domain_code="sport"), {"bib 2025.csv": lines})
    found = "select indicator_code, period_code, value::int from raw.count order by all"
    assert rows(db, found) == [
        ("library_visits", "2025-01", 1),
        ("library_visits", "2025-02", 2),
        ("library_visits", "2025-03", 3),
        ("loans", "2025-01", 10),
        ("loans", "2025-02", 20),
        ("loans", "2025-03", 30),
    ]


def test_a_column_that_tells_counts_apart_is_asked_for(tmp_path: Path) -> None:
    lines = "Library;Month;Type\xa0volk;Attendance\nGent;2025-01;A;12\nGent;2025-01;B;12\nGent;2025-02;A;7\n"
    proposal = propose(tmp_path, lines, "x.csv")
    assert proposal.apart == ("Type volk",)
    assert "? Regels verschillen enkel in Type volk" in draft(proposal)


@pytest.mark.parametrize("header", ["A1.1 Gevangenis;A1.2 Activiteit;A1.3 Datum;B2.1 Aantal aanwezigen"])
def test_numbers_before_names_are_no_part_of_them(tmp_path: Path, header: str) -> None:
    lines = f"{header}\nGent;Yoga;03/03/2025;8\nGent;Yoga;13/03/2025;7\n"
    proposal = propose(tmp_path, lines, "genummerd.csv")
    assert origin(proposal, "head_count") == "B2.1 Aantal aanwezigen"
    assert origin(proposal, "session_date") == "A1.3 Datum"


def test_talks_with_one_person_that_say_the_same_are_each_a_row(db: Database, tmp_path: Path) -> None:
    talk = "Gent;03/03/2025;Gesprek;Individueel;1\n"
    lines = "Gevangenis;Datum;Activiteit;Vorm;Aantal aanwezigen\n" + 3 * talk + talk.replace("03/03", "17/03")
    proposal = propose(tmp_path, lines, "gesprekken.csv")
    assert "each_line = true" in draft(proposal)
    (summary,) = load(db, tmp_path, filled(proposal, status="held"), {"gesprekken.csv": lines}).deliveries
    assert (summary.accepted, summary.duplicate) == (4, 0)


def test_a_file_without_a_header_is_read_by_the_place_of_its_columns(db: Database, tmp_path: Path) -> None:
    lines = "".join(f"Gent,0{day}/03/2025,{day + 6}\n" for day in range(1, 6))
    source = """
source = "kaal"
label = "Kaal"
organisation = "VOCVO"
files = ["kaal*.csv"]
[dialect]
dates = "dmy"
[table]
header_row = 0
[[maps]]
dataset = "session"
[maps.columns]
prison_code = { from = "kolom 1", values = { Gent = "GEN" } }
session_date = "kolom 2"
head_count = "kolom 3"
status = { constant = "held" }
"""
    (summary,) = load(db, tmp_path, source, {"kaal.csv": lines}).deliveries
    assert (summary.read, summary.accepted) == (5, 5)
    assert rows(db, "select sum(head_count)::int from raw.session") == [(45,)]
