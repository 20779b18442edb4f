"""Files as partners could send them that nobody here knew: each with the right value beside it."""

from pathlib import Path

import pytest

from pipelines.database import Database, open_database, rows
from pipelines.errors import LoadError, SourceError
from pipelines.load import draft, propose_source, try_proposal
from pipelines.load.casts import prepare_values
from pipelines.load.headers import period_part
from pipelines.load.headers.period_names import NUMBERS
from tests.load.intake import CONTRACTS, REFERENCE, load, sessions, write, write_workbook
from tests.load.test_propose_cases import counted, filled, origin, propose


def test_every_name_of_a_period_that_is_proposed_is_read_as_that_period() -> None:
    """The two are written apart, in Python for headers and in SQL for cells; `mrt 2025` was refused."""
    quarters = (
        "K1",
        "Q3",
        "t4",
        "K 2",
        "1e kwartaal",
        "kwartaal 3",
        "1er trimestre",
        "4. Quartal",
        "3rd quarter",
    )
    shapes = ("{} 2025", "{}-2025", "2025 {}", "2025/{}", "{} '25", "{}’25", "{}-25")
    names = [shape.format(word) for word in (*NUMBERS, "märz", "août", "déc.", *quarters) for shape in shapes]
    database = open_database()
    prepare_values(database)
    read = rows(database, "select name, read_period(clean_text(name)) from (select unnest($1::varchar[]) as name)", [names])  # fmt: skip
    database.close()
    assert [
        (name, code) for name, code in read if period_part(str(name)) != code and period_part(str(name))
    ] == []
    assert sum(code is not None for _, code in read) > 0.9 * len(names)


@pytest.mark.parametrize("cell", ["1\u202f204", "1’204"])
def test_a_total_is_read_however_its_thousands_are_set_apart(db: Database, tmp_path: Path, cell: str) -> None:
    lines = f"Établissement;Année;Prêts\nGent;2024;{cell}\nAntwerpen;2024;12.310\n"
    proposal = propose(tmp_path, lines, "prets.csv")
    load(db, tmp_path, filled(proposal, domain_code="sport"), {"prets.csv": lines})
    assert counted(db) == [("ANT", "2024", 12310), ("GEN", "2024", 1204)]


PRISONS = "Maand;{0}Gent;{0}Antwerpen;Totaal\n2025-01;10;5;15\n2025-02;11;6;17\n2025-03;12;7;19\n"


@pytest.mark.parametrize("before", ["PI ", "Deelnames "])
def test_prisons_beside_each_other_stand_below_and_their_total_is_never_a_value(
    db: Database, tmp_path: Path, before: str
) -> None:
    lines = PRISONS.format(before)
    proposal = propose(tmp_path, lines, "kruistabel.csv")
    assert (len(proposal.maps), proposal.totals) == (1, ("Totaal",))
    load(
        db, tmp_path, filled(proposal, domain_code="sport", indicator_code="loans"), {"kruistabel.csv": lines}
    )
    assert rows(db, "select prison_code, sum(value)::int from raw.count group by all order by all") == [
        ("ANT", 18), ("GEN", 33),
    ]  # fmt: skip


def test_a_table_of_nothing_but_a_total_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match="enkel een totaal"):
        propose(tmp_path, "Gevangenis;Jaar;Uitleningen\nTotaal;2024;1234\n", "totaal.csv")


def test_a_number_of_each_line_is_no_count(tmp_path: Path) -> None:
    lines = (
        "Gevangenis;Maand;Deelnames;Intern nr\nGent;2025-01;10;1\nGent;2025-02;11;2\nAntwerpen;2025-01;12;3\n"
    )
    assert [origin(propose(tmp_path, lines, "t.csv"), "value")] == ["Deelnames"]


MINUTES = (
    "Datum;Gevangenis;Activiteit;{};Deelnemers;Status\n13/01/2025;Gent;Yoga;90;8;gehouden\n"
    "13/01/2025;Gent;Yoga;60;9;gehouden\n27/01/2025;Antwerpen;Yoga;45;7;geannuleerd\n"
)


@pytest.mark.parametrize(("header", "is_sure"), [("Duur (min.)", True), ("Minuten", True), ("Duur", False)])
def test_minutes_are_hours_and_lines_without_a_person_are_each_a_session(
    tmp_path: Path, header: str, *, is_sure: bool
) -> None:
    """It was taken for a list of participants, of which a session stands on several lines."""
    lines = MINUTES.format(header)
    proposal = propose(tmp_path, lines, "lijst.csv")
    (duration,) = (one for one in proposal.maps[0].columns if one.column == "duration_hours")
    assert (duration.unit, duration.confidence >= 90) == ("minutes", is_sure)
    assert not proposal.maps[0].is_repeated
    if header == "Duur":
        trial = try_proposal(tmp_path / "in/lijst.csv", proposal, CONTRACTS)
        assert [(one.loaded, one.agrees) for one in trial.comparisons] == [(195, True), (24, True)]


def test_a_cell_of_two_domains_is_none_of_them(tmp_path: Path) -> None:
    lines = (
        "Datum;Gevangenis;Domein;Duur;Aantal;Status\n13/01/2025;Gent;onderwijs, sport;1;8;ok\n"
        "14/01/2025;Gent;sport;1;9;ok\n15/01/2025;Gent;onderwijs;1;9;ok\n"
    )
    text = draft(propose(tmp_path, lines, "t.csv"))
    assert '"onderwijs, sport" = "?"' in text and 'sport = "sport"' in text


def test_a_header_that_names_less_than_the_column_is_not_sure(tmp_path: Path) -> None:
    """`Teilnehmer` was taken for the places (`max. Teilnehmer`), at 91 %."""
    lines = "Datum;JVA;Kurs;Dauer;Teilnehmer;Status\n13.01.2025;Gent;A;2;8;ok\n20.01.2025;Gent;A;2;9;ok\n"
    proposal = propose(tmp_path, lines, "kurse.csv")
    assert (origin(proposal, "head_count"), origin(proposal, "prison_code")) == ("Teilnehmer", "JVA")
    assert origin(proposal, "activity_name") == "Kurs"


def test_weeks_and_school_years_are_asked_for_and_never_a_period(tmp_path: Path) -> None:
    weeks = propose(tmp_path, "Gevangenis;2025-W01;2025-W02;2025-W03\nGent;5;6;7\nAntwerpen;1;2;3\n", "w.csv")
    assert "weken" in weeks.questions[0] and 'period_code = {constant = "?"}' in draft(weeks)
    years = propose(tmp_path, "Gevangenis;Schooljaar;Lesuren\nGent;2023-2024;5\nGent;2024-2025;6\n", "s.csv")
    assert "schooljaren" in years.questions[0]


def test_a_matrix_by_week_shows_no_person(tmp_path: Path) -> None:
    """A line of it was taken for the header, and a name for that of a column."""
    lines = "Nr;Deelnemer;W10;W11;W12\n1;Persoon Aap;x;x;\n2;Persoon Beer;;x;x\n3;Persoon Cavia;x;;x\n"
    text = draft(propose(tmp_path, lines, "aanwezig.csv"))
    assert "Persoon " not in text and 'session_id = {constant = "?"}' in text


def test_the_rows_above_a_header_that_comes_again_belong_to_it(tmp_path: Path) -> None:
    lines = "Gevangenis;Maand;Deelnames\nGent;2025-01;10\nGevangenis;Maand;Deelnames\nAntwerpen;2025-01;7\n"
    proposal = propose(tmp_path, lines, "t.csv")
    assert (proposal.header_row, proposal.others) == (1, ())
    assert try_proposal(tmp_path / "in/t.csv", proposal, CONTRACTS).comparisons[0].loaded == 17


def test_days_that_a_spreadsheet_left_as_numbers_are_looked_at(db: Database, tmp_path: Path) -> None:
    lines = "Datum;Gevangenis;Activiteit;Duur;Aantal;Status\n45670;Gent;A;1,5;8;ok\n45677;Gent;A;1,5;9;ok\n"
    proposal = propose(tmp_path, lines, "t.csv")
    assert [(one.header, one.confidence < 90) for one in proposal.maps[0].columns if one.column == "session_date"] == [
        ("Datum", True)
    ]  # fmt: skip
    load(db, tmp_path, filled(proposal, domain_code="sport"), {"t.csv": lines})
    assert rows(db, "select min(session_date)::varchar from raw.session") == [("2025-01-13",)]


def test_who_is_in_no_age_group_counts_with_the_groups(tmp_path: Path) -> None:
    lines = "Gevangenis;18-25 jaar;26-40 jaar;41+;Onbekend;Som\nGent;10;20;15;3;48\nAntwerpen;8;12;9;1;30\n"
    (beside,) = propose(tmp_path, lines, "t.csv").beside
    assert list(beside.columns) == ["18-25 jaar", "26-40 jaar", "41+", "Onbekend"]


def test_the_first_day_of_a_course_is_no_sure_session(tmp_path: Path) -> None:
    lines = "Cursus;Startdatum;Einddatum\nLassen;13/01/2025;30/06/2025\nKoken;20/01/2025;30/03/2025\nLassen;3/2/2025;\n"
    proposal = propose(tmp_path, lines, "t.csv")
    assert all(
        one.confidence < 90 for own in proposal.maps for one in own.columns if one.column == "session_date"
    )


def test_a_table_without_periods_takes_the_one_of_its_name(db: Database, tmp_path: Path) -> None:
    lines = "Gevangenis;Deelnames\nGent;8\nAntwerpen;9\n"
    proposal = propose(tmp_path, lines, "deelnames_2025-K1.csv")
    assert proposal.period_as is not None
    load(db, tmp_path, filled(proposal, domain_code="sport"), {"deelnames_2025-K1.csv": lines})
    assert counted(db) == [("ANT", "2025-K1", 9), ("GEN", "2025-K1", 8)]


HEAD = ["Nummer", "Gevangenis", "Datum", "Duur", "Aantal", "Status"]
FIRST = [[f"{n}", "PI Gent", f"{n + 12}/01/2025", "1,5", n, "Doorgegaan"] for n in range(1, 7)]
MORE = [[f"{n + 20}", "PI Gent", f"{n + 12}/02/2025", "1,5", n, "Doorgegaan"] for n in range(1, 5)]
DMY = '[dialect]\ndates = "dmy"\n[table]\n'


def test_a_sheet_that_goes_on_without_a_header_stops_the_load_or_is_read(
    db: Database, tmp_path: Path
) -> None:
    path = write_workbook(tmp_path / "in/vocvo_1.xlsx", {"deel 1": [HEAD, *FIRST], "deel 2": MORE})
    files = {"vocvo_1.xlsx": path.read_bytes()}
    with pytest.raises(SourceError, match=r"blad 2 heeft geen kopregel.*continued"):
        load(db, tmp_path, sessions(DMY), files)
    report = load(db, tmp_path, sessions(DMY + 'continued = ["deel *"]'), files)
    assert [(one.read, one.accepted, one.rejected) for one in report.deliveries] == [(6, 6, 0), (4, 4, 0)]
    assert rows(db, "select sum(head_count)::int from raw.session") == [(21 + 10,)]


def test_a_sheet_with_other_things_does_not_stop_the_load(db: Database, tmp_path: Path) -> None:
    other = [["Lijst van woorden", ""], ["Doorgegaan", "ja"], ["Afgelast", "nee"], ["Totaal 2025", "12"]]
    path = write_workbook(tmp_path / "in/vocvo_1.xlsx", {"lijst": [HEAD, *FIRST], "uitleg": other})
    (summary,) = load(db, tmp_path, sessions(DMY), {"vocvo_1.xlsx": path.read_bytes()}).deliveries
    assert summary.accepted == 6
    assert "sheet_not_read" in [one.code for one in summary.findings]


def test_a_sheet_that_goes_on_is_proposed_and_asked(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "lijst.xlsx", {"deel 1": [HEAD, *FIRST], "deel 2": MORE})
    proposal = propose_source(path, CONTRACTS, reference=write(tmp_path / "names", REFERENCE))
    assert (proposal.continued, "deel 2" in proposal.questions[0]) == (("deel 2",), True)
    heads = next(one for one in try_proposal(path, proposal, CONTRACTS).comparisons if one.column == "Aantal")
    assert (heads.loaded, heads.cells) == (31, 31)


def test_numbers_of_persons_are_never_added_up(tmp_path: Path) -> None:
    """`Deelnemersnr` was the number of heads, at 95 %: 370 in three lines."""
    lines = (
        "Nr;Deelnemersnr;Datum;Gevangenis;Aanwezig\n1;000123;13/01/2025;Gent;ja\n"
        "2;000124;13/01/2025;Gent;nee\n3;000123;20/01/2025;Gent;ja\n"
    )
    proposal = propose(tmp_path, lines, "t.csv")
    assert [one.dataset for one in proposal.maps] == ["session", "attendance"]
    assert (origin(proposal, "person_id", 1), origin(proposal, "session_id")) == (
        "Deelnemersnr",
        "Gevangenis + Datum",
    )


def test_months_that_a_spreadsheet_made_days_are_months(tmp_path: Path) -> None:
    """They were sessions on the first of each month, without their numbers."""
    lines = "Gevangenis;2025-01-01;2025-02-01;2025-03-01\nGent;5;6;7\nAntwerpen;1;2;3\n"
    proposal = propose(tmp_path, lines, "t.csv")
    trial = try_proposal(tmp_path / "in/t.csv", proposal, CONTRACTS)
    assert [(one.loaded, one.agrees) for one in trial.comparisons] == [(24, True)]
    assert {total[2] for total in trial.totals} == {"2025-01", "2025-02", "2025-03"}


def test_a_matrix_of_days_is_one_of_attendances_also_where_persons_have_numbers(tmp_path: Path) -> None:
    lines = "Deelnemer;Gevangenis;13/01/2025;20/01/2025;27/01/2025\nP001;Gent;v;v;\nP002;Gent;;v;v\nP003;Gent;v;;v\n"
    assert [one.dataset for one in propose(tmp_path, lines, "t.csv").maps] == ["session", "attendance"]


def test_persons_that_head_columns_are_named_nowhere(tmp_path: Path) -> None:
    lines = "Datum;Gevangenis;Jan Fictief;Mia Verzonnen\n13/01/2025;Gent;x;\n20/01/2025;Gent;x;x\n27/01/2025;Gent;;x\n"
    proposal = propose(tmp_path, lines, "t.csv")
    assert "Fictief" not in draft(proposal) and "Verzonnen" not in draft(proposal)
    assert "kolom C, D" in proposal.questions[0]


def test_numbers_that_no_map_reads_are_asked_for_and_no_other_unit_is_taken_for_them(tmp_path: Path) -> None:
    """`Aantal kinderen` was a duration, since it is spelled nearly as `aantal uren`."""
    lines = "Datum;Gevangenis;Volwassenen;Aantal kinderen\n13/01/2025;Gent;12;5\n14/01/2025;Gent;10;4\n"
    proposal = propose(tmp_path, lines, "t.csv")
    assert origin(proposal, "duration_hours") == ""
    heads = next(one for one in proposal.maps[0].columns if one.column == "head_count")
    assert (heads.header, heads.confidence < 90) == ("Aantal kinderen", True)
    assert "'Volwassenen'" in proposal.questions[0]


def test_who_is_present_counts_beside_who_enrolled_and_who_is_absent(tmp_path: Path) -> None:
    lines = "Datum;Gevangenis;Ingeschreven;Aanwezig;Afwezig;Status\n13/01/2025;Gent;10;8;2;ok\n20/01/2025;Gent;10;9;1;ok\n"
    assert origin(propose(tmp_path, lines, "t.csv"), "head_count") == "Aanwezig"


def test_a_month_is_read_beside_the_quarter_it_is_in(tmp_path: Path) -> None:
    lines = "Gevangenis;Jaar;Kwartaal;Maand;Deelnames;Cumulatief\nGent;2025;1;1;10;10\nGent;2025;1;2;11;21\nGent;2025;2;4;7;28\n"
    proposal = propose(tmp_path, lines, "t.csv")
    assert (origin(proposal, "period_code"), len(proposal.maps)) == ("Jaar + Maand", 1)


BLOCKS = (
    "Deelnames per gevangenis\n\nGENT\nMaand;Deelnames\n2025-01;40\n\n2025-02;55\nTotaal;95\n\n"
    "ANTWERPEN\nMaand;Deelnames\n2025-01;20\n2025-02;31\nTotaal;51\n"
)


def test_tables_below_each_other_are_told_apart_by_the_title_above_each(db: Database, tmp_path: Path) -> None:
    proposal = propose(tmp_path, BLOCKS, "blokken.csv")
    assert (proposal.title_as, proposal.others) == ("Gevangenis", ())
    assert try_proposal(tmp_path / "in/blokken.csv", proposal, CONTRACTS).comparisons[0].loaded == 146
    (summary,) = load(db, tmp_path, filled(proposal, domain_code="sport"), {"blokken.csv": BLOCKS}).deliveries
    assert (summary.accepted, summary.rejected) == (4, 0)
    assert counted(db) == [
        ("ANT", "2025-01", 20), ("ANT", "2025-02", 31), ("GEN", "2025-01", 40), ("GEN", "2025-02", 55),
    ]  # fmt: skip


def test_a_table_without_a_title_takes_none_from_the_one_above(db: Database, tmp_path: Path) -> None:
    lines = BLOCKS.replace("ANTWERPEN\n", "")
    source = filled(propose(tmp_path, BLOCKS, "blokken.csv"), domain_code="sport").replace(
        "files =", "max_rejected_share = 1\nfiles ="
    )
    (summary,) = load(db, tmp_path, source, {"blokken.csv": lines}).deliveries
    assert (summary.accepted, summary.reasons) == (2, {"missing": 2})


def test_a_blank_line_is_blank_also_where_the_sheet_says_the_prison(db: Database, tmp_path: Path) -> None:
    lines = [["Maand", "Deelnames"], ["2025-01", 8], [None, None], ["2025-02", 9]]
    path = write_workbook(tmp_path / "t.xlsx", {"Gent": lines, "Antwerpen": lines})
    proposal = propose_source(path, CONTRACTS, reference=write(tmp_path / "names", REFERENCE))
    report = load(db, tmp_path, filled(proposal, domain_code="sport"), {"t.xlsx": path.read_bytes()})
    assert [(one.accepted, one.rejected, dict(one.skips)) for one in report.deliveries] == 2 * [
        (2, 0, {"blank": 1})
    ]
