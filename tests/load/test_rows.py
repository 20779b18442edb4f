"""What becomes of rows: accepted, rejected, duplicate or skipped."""

from pathlib import Path

import pytest

from pipelines.database import Database, rows
from pipelines.errors import SourceError
from tests.load.intake import attendances, lenient, load, load_one, rejected, sessions
from tests.tabular import records, shown

HEADER = "Nummer;Gevangenis;Datum;Duur;Aantal;Status\n"
ONE = "1;PI Gent;03/02/2025;1,5;8;Doorgegaan\n"


def test_every_faulty_cell_of_a_row_gets_its_own_reason(db: Database, tmp_path: Path) -> None:
    summary = load_one(db, tmp_path, sessions(), HEADER + ONE + "2;PI Mars;31/02/2025;1,5;ca. 8;\n")
    assert (summary.accepted, summary.rejected) == (1, 1)
    assert rejected(db, "session") == [
        (3, "head_count", "approximate"),
        (3, "prison_code", "unknown_value"),
        (3, "session_date", "not_a_date"),
        (3, "status", "missing"),
    ]
    assert summary.reasons == {"approximate": 1, "missing": 1, "not_a_date": 1, "unknown_value": 1}


def test_a_session_that_says_no_prison_is_refused_where_nothing_else_can_place_it(
    db: Database, tmp_path: Path
) -> None:
    """Merged cells that were saved as CSV: only the first row of a group names the prison."""
    load_one(db, tmp_path, lenient(sessions()), HEADER + ONE + "2;;14/02/2025;1,5;8;Doorgegaan\n")
    assert rejected(db, "session") == [(3, "prison_code", "missing")]


def test_an_exact_repetition_is_a_duplicate(db: Database, tmp_path: Path) -> None:
    summary = load_one(db, tmp_path, sessions(), HEADER + ONE + ONE.replace("03/02", "3/2") + ONE)
    assert (summary.read, summary.accepted, summary.duplicate) == (3, 1, 2)


def test_the_same_number_with_other_content_is_a_conflict(db: Database, tmp_path: Path) -> None:
    summary = load_one(db, tmp_path, sessions(), HEADER + ONE + ONE.replace(";8;", ";9;") + ONE)
    assert (summary.accepted, summary.rejected, summary.duplicate) == (1, 1, 1)
    assert rejected(db, "session") == [(3, "session_id", "key_conflict")]


def test_repetitions_are_found_across_files_of_a_source(db: Database, tmp_path: Path) -> None:
    two = HEADER + ONE + ONE.replace("1;", "2;", 1) + ONE.replace(";8;", ";9;")
    # of one in three that come again nobody says that it is a correction
    first = HEADER + ONE + ONE.replace("1;", "5;", 1) + ONE.replace("1;", "6;", 1)
    report = load(db, tmp_path, sessions(), {"vocvo_1.csv": first, "vocvo_2.csv": two})
    assert [(one.accepted, one.duplicate, one.rejected) for one in report.deliveries] == [
        (3, 0, 0),
        (1, 1, 1),
    ]


def test_a_row_without_number_gets_one_from_its_content(db: Database, tmp_path: Path) -> None:
    source = sessions().replace('session_id = "Nummer"\n', "")
    lines = HEADER + ONE + ONE + ONE.replace(";8;", ";9;")
    summary = load_one(db, tmp_path, source, lines)
    assert (summary.accepted, summary.duplicate) == (2, 1)
    assert rows(db, "select count(distinct session_id) from raw.session") == [(2,)]


def test_repeated_rows_of_a_repeating_map_are_skipped(db: Database, tmp_path: Path) -> None:
    source = sessions().replace('dataset = "session"', 'dataset = "session"\nrepeated = true')
    summary = load_one(db, tmp_path, source, HEADER + ONE + ONE)
    assert (summary.accepted, summary.skipped, summary.duplicate) == (1, 1, 0)


def test_lines_of_another_type_are_skipped(db: Database, tmp_path: Path) -> None:
    where = 'dataset = "session"\nwhere = { column = "Status", equals = ["doorgegaan"] }'
    source = sessions().replace('dataset = "session"', where)
    content = HEADER + ONE + "2;overal;geen;x;y;Titel\n;;;;;\n"
    summary = load_one(db, tmp_path, source, content)
    assert (summary.accepted, summary.skipped, summary.rejected) == (1, 2, 0)


def test_lines_in_which_a_column_is_empty_can_be_passed_by(db: Database, tmp_path: Path) -> None:
    source = sessions().replace('dataset = "session"', 'dataset = "session"\nwhere = { column = "Aantal" }')
    content = (
        HEADER
        + ONE
        + ONE.replace("1;", "2;", 1).replace(";8;", ";;")
        + ONE.replace("1;", "3;", 1).replace(";8;", ";-;")
    )
    summary = load_one(db, tmp_path, source, content)
    assert (summary.accepted, summary.skipped, summary.rejected) == (1, 2, 0)


def test_one_line_can_give_rows_of_several_datasets(db: Database, tmp_path: Path) -> None:
    source = (
        sessions()
        + """
[[maps]]
dataset = "attendance"
[maps.columns]
session_id = "Nummer"
person_id = "Aantal"
status = { constant = "present" }
"""
    )
    report = load(db, tmp_path, source, {"vocvo_1.csv": HEADER + ONE})
    assert [(one.dataset, one.accepted) for one in report.deliveries] == [("session", 1), ("attendance", 1)]
    assert rows(db, "select session_id from raw.session union select session_id from raw.attendance") == [
        ("vocvo:1",)
    ]


def test_names_that_differ_in_case_and_spacing_get_one_spelling(db: Database, tmp_path: Path) -> None:
    source = sessions().replace(
        'head_count = "Aantal"', 'activity_name = { from = ["Les", "Aantal"], fold = true }'
    )
    first = (
        HEADER
        + ONE.replace(";8;", ";yoga  groep;")
        + ONE.replace("1;", "2;", 1).replace(";8;", ";Yoga groep;")
    )
    load(
        db,
        tmp_path,
        source,
        {"vocvo_1.csv": first, "vocvo_2.csv": HEADER + "3" + ONE[1:].replace(";8;", ";YOGA GROEP;")},
    )
    assert rows(db, "select distinct activity_name from raw.session") == [("Yoga groep",)]


def test_the_organisation_is_the_source_s_own(db: Database, tmp_path: Path) -> None:
    load_one(db, tmp_path, sessions(), HEADER + ONE)
    assert shown(db, "raw.session", "organisation_code", "source_code", "delivery_id") == records("""
        organisation_code | source_code | delivery_id
        VOCVO             | vocvo       | 4
    """)


def test_days_and_months_that_could_be_swapped_are_never_guessed(db: Database, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="dag en maand zijn niet te onderscheiden"):
        load_one(db, tmp_path, sessions(""), HEADER + ONE)


def test_one_day_above_twelve_settles_the_order(db: Database, tmp_path: Path) -> None:
    content = HEADER + ONE + "2;PI Gent;14/02/2025;1,5;8;Doorgegaan\n"
    assert load_one(db, tmp_path, sessions(""), content).accepted == 2
    assert rows(db, "select max(session_date)::varchar, min(session_date)::varchar from raw.session") == [
        ("2025-02-14", "2025-02-03")
    ]


PERSONS = "Sessie;Persoonsnummer;Aanwezig;Naam;Rijksregisternummer\n"


def test_the_same_person_gets_the_same_pseudonym_however_the_number_is_spelt(
    db: Database, tmp_path: Path
) -> None:
    content = PERSONS + "1;0012;Ja;;\n2;12;Ja;;\n3; 12 ;Nee;;\n4;13;Ja;;\n"
    load_one(db, tmp_path, attendances(), content)
    assert rows(
        db, "select count(*), count(distinct person_id), any_value(typeof(person_id)) from raw.attendance"
    ) == [(4, 2, "BIGINT")]
    assert not rows(db, "select 1 from raw.attendance where abs(person_id) < 1000000")


def test_persons_are_linked_between_sources_only_where_they_share_a_numbering(
    db: Database, tmp_path: Path
) -> None:
    content = PERSONS + "1;12;Ja;;\n"
    for name, extra in (
        ("vocvo", ""),
        ("ligo", ""),
        ("cvo", 'numbering = "sidis"'),
        ("cbe", 'numbering = "sidis"'),
    ):
        source = attendances(extra).replace("vocvo", name)
        load(db, tmp_path / name, source, {f"{name}_1.csv": content})
    persons = dict(rows(db, "select source_code, person_id from raw.attendance"))
    assert persons["cvo"] == persons["cbe"]
    assert len(set(persons.values())) == 3
    assert rows(db, "select count(distinct session_id) from raw.attendance") == [(4,)]
