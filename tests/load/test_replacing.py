"""What takes the place of what: decided by names, numbers, months and prisons together, and told with counts."""

from datetime import datetime
from pathlib import Path

import pytest

from pipelines.database import Database, rows
from pipelines.errors import SourceError
from pipelines.load import Act, Decision, Decisions, deliveries, load_exports
from pipelines.sources import find_exports, read_sources
from tests.load.intake import CONTRACTS, KEY, NOON, load, rejected, sessions, write

HEADER = "Nummer;Gevangenis;Datum;Duur;Aantal;Status\n"
UNNUMBERED = sessions().replace('session_id = "Nummer"\n', "")
COUNTS = """
source = "vocvo"
label = "Vocvo"
organisation = "VOCVO"
files = ["vocvo_*"]
[[maps]]
dataset = "count"
[maps.columns]
prison_code = { from = "Gevangenis", values = { "Gent" = "GEN", "Antwerpen" = "ANT" } }
domain_code = { constant = "sport" }
indicator_code = { constant = "attendances" }
period_code = "Jaar"
value = "Deelnames"
"""
SEATS = """
[[maps]]
dataset = "attendance"
[maps.columns]
session_id = "Nummer"
person_id = "Aantal"
status = { constant = "present" }
"""


def lines(*numbers: int, month: int = 1, heads: int = 8, prison: str = "PI Gent", year: int = 2025) -> str:
    return HEADER + "".join(
        f"{one};{prison};{one % 28 + 1:02}/{month:02}/{year};1,5;{heads};Doorgegaan\n" for one in numbers
    )


def quarter(number: int, size: int) -> str:
    """Sessions of a quarter, numbered from 1."""
    return HEADER + "".join(
        f"{one};PI Gent;{one:02}/{3 * number - one % 3:02}/2025;1,5;8;Doorgegaan\n"
        for one in range(1, size + 1)
    )


def decided(
    db: Database, folder: Path, decisions: Decisions, *, source: str = "", trial: bool = False
) -> object:
    sources = read_sources(write(folder / "sources", {"vocvo.toml": source or sessions()}), CONTRACTS)
    found = find_exports(folder / "exports", sources)
    return load_exports(
        db, found.exports, sources, CONTRACTS, key=KEY, received=NOON, decisions=decisions, is_trial=trial
    )


def count(db: Database, table: str = "session") -> int:
    ((number,),) = rows(db, f"select count(*) from raw.{table}")
    return int(str(number))


def heads(db: Database) -> list[object]:
    return [one for (one,) in rows(db, "select head_count from raw.session order by all")]


@pytest.mark.parametrize("at_once", [True, False])
def test_numbers_that_begin_anew_each_quarter_take_nothing_away(
    db: Database, tmp_path: Path, at_once: bool
) -> None:
    files = {f"vocvo_2025-K{one}.csv": quarter(one, 10 + one) for one in (1, 2, 3, 4)}
    found = []
    for step in [files] if at_once else [{name: text} for name, text in files.items()]:
        found += [one.code for one in load(db, tmp_path, sessions(), step).findings]
    assert count(db) == 11 + 12 + 13 + 14
    assert rows(db, "select count(distinct session_id) from raw.session") == [(50,)]
    assert found.count("numbers_restarted") == 3


def test_numbers_that_begin_anew_in_each_prison_take_nothing_away(db: Database, tmp_path: Path) -> None:
    files = {"vocvo_a.csv": lines(1, 2, 3, 4), "vocvo_b.csv": lines(1, 2, 3, 4, prison="PI Antwerpen")}
    load(db, tmp_path, sessions(), files)
    assert rows(db, "select prison_code, count(*) from raw.session group by all order by all") == [
        ("ANT", 4),
        ("GEN", 4),
    ]


def test_attendances_stay_with_the_sessions_of_their_own_file(db: Database, tmp_path: Path) -> None:
    files = {f"vocvo_2025-K{one}.csv": quarter(one, 5) for one in (1, 2)}
    load(db, tmp_path, sessions() + SEATS, files)
    assert rows(
        db,
        "select count(*), count(distinct session_id) from raw.attendance join raw.session using "
        "(session_id, delivery_id)",
    ) == [(10, 10)]


def test_a_correction_of_a_quarter_whose_numbers_begin_anew_finds_its_own_rows(
    db: Database, tmp_path: Path
) -> None:
    load(db, tmp_path, sessions(), {f"vocvo_2025-K{one}.csv": quarter(one, 5) for one in (1, 2)})
    report = load(db, tmp_path, sessions(), {"vocvo_2025-K2 v2.csv": quarter(2, 5).replace(";8;", ";9;")})
    assert heads(db) == [8] * 5 + [9] * 5
    assert [(one.of, one.taken, one.again) for one in report.replaced] == [("vocvo_2025-K2.csv", 5, 5)]


def test_a_correction_that_moves_all_dates_is_still_one(db: Database, tmp_path: Path) -> None:
    load(db, tmp_path, sessions(), {"vocvo_1.csv": lines(1, 2, 3, 4, year=2024)})
    load(db, tmp_path, sessions(), {"vocvo_1 correctie.csv": lines(1, 2, 3, 4)})
    assert rows(db, "select distinct year(session_date) from raw.session") == [(2025,)]


@pytest.mark.parametrize("at_once", [True, False])
def test_a_correction_of_some_rows_replaces_those(db: Database, tmp_path: Path, at_once: bool) -> None:
    whole, some = lines(*range(1, 13)), lines(2, 5, 9, heads=9)
    files = {"vocvo_2025-K1.csv": whole, "vocvo_2025-K1_correctie.csv": some}
    for step in [files] if at_once else [{name: text} for name, text in files.items()]:
        report = load(db, tmp_path, sessions(), step)
    assert heads(db) == [8] * 9 + [9] * 3
    assert [(one.file, one.taken, one.again) for one in report.replaced] == [
        ("vocvo_2025-K1_correctie.csv", 3, 3)
    ]
    assert rows(db, "select rows_taken, rows_again from load.replacement") == [(3, 3)]


def test_a_correction_without_numbers_finds_its_rows_by_day_and_place(db: Database, tmp_path: Path) -> None:
    load(db, tmp_path, UNNUMBERED, {"vocvo_1.csv": lines(*range(1, 13))})
    load(db, tmp_path, UNNUMBERED, {"vocvo_1_verbeterd.csv": lines(2, 5, 9, heads=9)})
    assert heads(db) == [8] * 9 + [9] * 3


def test_some_other_rows_without_a_word_in_the_name_are_refused_with_the_way_out(
    db: Database, tmp_path: Path
) -> None:
    load(db, tmp_path, sessions(), {"vocvo_1.csv": lines(*range(1, 13))})
    report = load(db, tmp_path, sessions(), {"vocvo_1b.csv": lines(2, 5, 9, heads=9)})
    assert (report.deliveries[0].rejected, heads(db)) == (3, [8] * 12)
    assert {reason for _, _, reason in rejected(db, "session")} == {"key_conflict"}


def test_rows_that_a_correction_leaves_out_are_told(db: Database, tmp_path: Path) -> None:
    load(db, tmp_path, sessions(), {"vocvo_1.csv": lines(1, 2, 3, 4)})
    report = load(db, tmp_path, sessions(), {"vocvo_1_v2.csv": lines(1, 2, 3, heads=9)})
    assert [(one.taken, one.again) for one in report.replaced] == [(4, 3)]


@pytest.mark.parametrize(
    "copy", ["vocvo_1-PC-JAN.csv", "vocvo_1 - kopie.csv", "vocvo_1 (1).csv", "vocvo_0.csv"]
)
def test_two_files_that_differ_about_the_same_are_asked_about(
    db: Database, tmp_path: Path, copy: str
) -> None:
    files = {"vocvo_1.csv": lines(1, 2, 3), copy: lines(1, 2, 3, heads=9)}
    with pytest.raises(SourceError, match=r"3 rijen verschillen.*welk bestand geldt"):
        load(db, tmp_path, sessions(), files)
    assert count(db) == 0


def test_two_files_that_say_the_same_count_once(db: Database, tmp_path: Path) -> None:
    files = {"vocvo_1.csv": lines(1, 2, 3), "vocvo_2.csv": lines(1, 2, 3).replace("1,5", "1,50")}
    load(db, tmp_path, sessions(), files)
    assert heads(db) == [8, 8, 8]


def test_another_period_under_the_same_name_is_asked_about(db: Database, tmp_path: Path) -> None:
    load(db, tmp_path, sessions(), {"vocvo_export.csv": lines(1, 2, 3)})
    with pytest.raises(SourceError, match=r"3 daarvan gaan over maanden.*jaarverslag accept"):
        load(db, tmp_path, sessions(), {"vocvo_export.csv": lines(4, 5, 6, month=4)})
    assert count(db) == 3
    export = find_exports(tmp_path / "exports", read_sources(tmp_path / "sources", CONTRACTS)).exports[0]
    accepted = Decision(datetime(2026, 1, 1), Act.ACCEPTED, "vocvo", export.name, export.sha256)
    decided(db, tmp_path, Decisions((accepted,)))
    assert rows(db, "select distinct month(session_date) from raw.session") == [(4,)]


def test_a_trial_tells_all_and_changes_nothing(db: Database, tmp_path: Path) -> None:
    load(db, tmp_path, sessions(), {"vocvo_1.csv": lines(1, 2, 3, 4)})
    write(tmp_path / "exports", {"vocvo_1_v2.csv": lines(1, 2, 3, heads=9)})
    report = decided(db, tmp_path, Decisions(), trial=True)
    assert [(one.taken, one.again) for one in report.replaced] == [(4, 3)]  # type: ignore[attr-defined]
    assert heads(db) == [8, 8, 8, 8]
    assert [one.state for one in deliveries(db)] == ["loaded"]


def test_a_changed_source_loads_its_files_again_and_keeps_the_history(db: Database, tmp_path: Path) -> None:
    load(db, tmp_path, sessions(), {"vocvo_1.csv": lines(1, 2)})
    report = load(db, tmp_path, sessions().replace('"onderwijs"', '"sport"'))
    assert report.again == ("vocvo_1.csv",)
    assert rows(db, "select domain_code, count(*) from raw.session group by all") == [("sport", 2)]
    assert [one.state for one in deliveries(db)] == ["replaced", "loaded"]
    assert load(db, tmp_path, sessions().replace('"onderwijs"', '"sport"')).again == ()


def test_a_source_that_is_set_right_needs_no_leave_to_read_the_same_file(
    db: Database, tmp_path: Path
) -> None:
    """The file is no other: that its rows now stand elsewhere is what whoever changed the source asked."""
    nowhere = sessions().replace("prison_code", "#")
    load(db, tmp_path, nowhere, {"vocvo_1.csv": lines(1, 2, 3)})
    assert rows(db, "select distinct prison_code from raw.session") == [(None,)]
    report = load(db, tmp_path, sessions())
    assert report.again == ("vocvo_1.csv",)
    assert [(one.taken, one.again) for one in report.replaced] == [(3, 3)]
    assert rows(db, "select prison_code, count(*) from raw.session group by all") == [("GEN", 3)]


def test_another_label_of_a_source_loads_nothing_again(db: Database, tmp_path: Path) -> None:
    load(db, tmp_path, sessions(), {"vocvo_1.csv": lines(1, 2)})
    assert load(db, tmp_path, sessions().replace('label = "Vocvo"', 'label = "VOCVO vzw"')).again == ()


def test_a_file_that_is_gone_from_the_folder_is_told_and_counts(db: Database, tmp_path: Path) -> None:
    load(db, tmp_path, sessions(), {"vocvo_1.csv": lines(1, 2), "vocvo_2.csv": lines(7, 8, month=4)})
    (tmp_path / "exports/vocvo_1.csv").unlink()
    report = load(db, tmp_path, sessions())
    assert [(one.file, one.rows) for one in report.gone] == [("vocvo_1.csv", 2)]
    assert count(db) == 4


def test_lines_that_differ_where_nobody_reads_are_no_repetition(db: Database, tmp_path: Path) -> None:
    text = HEADER.replace("\n", ";Lokaal\n") + "".join(
        f"x;PI Gent;03/02/2025;1,5;8;Doorgegaan;{room}\n" for room in ("A", "B", "A", "B ")
    )
    (one,) = load(db, tmp_path, UNNUMBERED, {"vocvo_1.csv": text}).deliveries
    assert (one.accepted, one.duplicate, count(db)) == (2, 2, 2)


def test_each_line_can_be_a_row_of_its_own(db: Database, tmp_path: Path) -> None:
    talk = "x;PI Gent;03/02/2025;1;1;Doorgegaan\n"
    source = UNNUMBERED.replace('dataset = "session"', 'dataset = "session"\neach_line = true')
    (one,) = load(db, tmp_path, source, {"vocvo_1.csv": HEADER + 6 * talk}).deliveries
    assert (one.accepted, one.duplicate) == (6, 0)
    again = load(db, tmp_path, source, {"vocvo_2.csv": HEADER + talk.replace("03/", "04/") + 6 * talk})
    assert count(db) == 7, again  # the same six stand in the second file once more


@pytest.mark.parametrize("column", ["Maand", "Leeftijd"])
def test_totals_that_only_differ_where_nobody_reads_stop_the_load(
    db: Database, tmp_path: Path, column: str
) -> None:
    text = f"Jaar;{column};Gevangenis;Deelnames\n" + "".join(
        f"2025;{part};{place};12\n" for part in (1, 2) for place in ("Gent", "Antwerpen")
    )
    with pytest.raises(SourceError, match=r"2 keer staat dezelfde telling op verschillende regels"):
        load(db, tmp_path, COUNTS, {"vocvo_1.csv": text})
    assert count(db, "count") == 0


def test_totals_of_a_whole_line_that_repeats_count_once(db: Database, tmp_path: Path) -> None:
    text = "Jaar;Gevangenis;Deelnames\n" + 2 * "2025;Gent;12\n"
    (one,) = load(db, tmp_path, COUNTS, {"vocvo_1.csv": text}).deliveries
    assert (one.accepted, one.duplicate) == (1, 1)
