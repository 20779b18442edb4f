"""Every delivery stays in the ledger: loaded, replaced by its correction, or withdrawn."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipelines.database import Database, rows, run
from pipelines.errors import ConfigError
from pipelines.load import LoadReport, deliveries, prepare, withdraw
from tests.load.intake import CONTRACTS, attendances, load, prepared, sessions

HEADER = "Nummer;Gevangenis;Datum;Duur;Aantal;Status\n"
ACTIVITY = """
[[maps]]
dataset = "activity"
repeated = true
[maps.columns]
activity_id = "Aantal"
prison_code = { from = "Gevangenis", values = { "PI Gent" = "GEN" } }
domain_code = { constant = "onderwijs" }
activity_name = "Status"
form = { constant = "group" }
"""
LATER = datetime(2026, 2, 1, tzinfo=UTC)


def lines(*numbers: int, month: str = "02", heads: int = 8, prison: str = "PI Gent") -> str:
    body = (f"{one};{prison};{one % 28 + 1:02}/{month}/2025;1,5;{heads};Doorgegaan\n" for one in numbers)
    return HEADER + "".join(body)


def deliver(db: Database, folder: Path, name: str, content: str, source: str = "") -> LoadReport:
    """Load one file, from a folder in which only this one lies."""
    for old in (folder / "exports").glob("*"):
        old.unlink()
    return load(db, folder, source or sessions(), {name: content})


def states(db: Database) -> list[tuple[str, str, int | None]]:
    return [(one.file, one.state, one.replaced_by) for one in deliveries(db)]


def heads(db: Database) -> list[object]:
    return [one for (one,) in rows(db, "select head_count from raw.session order by all")]


def test_the_same_file_again_changes_nothing(db: Database, tmp_path: Path) -> None:
    deliver(db, tmp_path, "vocvo_1.csv", lines(1, 2))
    report = deliver(db, tmp_path, "vocvo_1.csv", lines(1, 2))
    assert (report.deliveries, report.unchanged) == ((), ("vocvo_1.csv",))
    assert states(db) == [("vocvo_1.csv", "loaded", None)]


def test_a_changed_file_replaces_its_earlier_version(db: Database, tmp_path: Path) -> None:
    deliver(db, tmp_path, "vocvo_1.csv", lines(1, 2))
    report = deliver(db, tmp_path, "vocvo_1.csv", lines(1, 3, heads=9))
    assert (states(db)[0], heads(db)) == (("vocvo_1.csv", "replaced", 2), [9, 9])
    assert [(one.of, one.taken, one.again) for one in report.replaced] == [("vocvo_1.csv", 2, 1)]


def test_a_corrected_file_replaces_also_under_a_new_name(db: Database, tmp_path: Path) -> None:
    deliver(db, tmp_path, "vocvo_1.csv", lines(1, 2, 3, 4))
    report = deliver(db, tmp_path, "vocvo_1 (verbeterd).csv", lines(1, 2, 3, heads=9))
    assert (report.deliveries[0].accepted, report.deliveries[0].rejected) == (3, 0)
    assert heads(db) == [9, 9, 9]  # the fourth, which the correction leaves out, is gone
    assert states(db) == [("vocvo_1.csv", "replaced", 2), ("vocvo_1 (verbeterd).csv", "loaded", None)]


def test_a_correction_in_the_same_call_replaces_as_if_it_came_later(db: Database, tmp_path: Path) -> None:
    files = {
        "vocvo_1 (verbeterd).csv": lines(1, 2, 3, heads=9),
        "vocvo_1.csv": lines(1, 2, 3, 4),
        "vocvo_2.csv": lines(11, 12, 13, month="03"),
    }
    report = load(db, tmp_path, sessions(), files)
    assert [(one.file, one.accepted, one.rejected) for one in report.deliveries] == [
        ("vocvo_1.csv", 4, 0),
        ("vocvo_2.csv", 3, 0),
        ("vocvo_1 (verbeterd).csv", 3, 0),
    ]
    assert heads(db) == [8, 8, 8, 9, 9, 9]
    assert states(db) == [
        ("vocvo_1.csv", "replaced", 3),
        ("vocvo_2.csv", "loaded", None),
        ("vocvo_1 (verbeterd).csv", "loaded", None),
    ]
    assert load(db, tmp_path, sessions()).deliveries == ()


def test_the_activities_of_a_file_replaced_in_the_same_call_stay_with_its_correction(
    db: Database, tmp_path: Path
) -> None:
    files = {"vocvo_1.csv": lines(1, 2), "vocvo_1_v2.csv": lines(1, 2).replace("1,5", "2")}
    load(db, tmp_path, sessions() + ACTIVITY, files)
    assert rows(db, "select count(*), min(delivery_id) from raw.activity") == [(1, 5)]
    assert [state for _, state, _ in states(db)] == ["replaced", "loaded"]


def test_the_replaced_file_does_not_come_back_with_the_next_load(db: Database, tmp_path: Path) -> None:
    deliver(db, tmp_path, "vocvo_1.csv", lines(1, 2))
    deliver(db, tmp_path, "vocvo_2.csv", lines(1, 2, heads=9))
    report = deliver(db, tmp_path, "vocvo_1.csv", lines(1, 2))
    assert (report.deliveries, heads(db)) == ((), [9, 9])


def test_a_correction_of_one_month_leaves_the_other_months(db: Database, tmp_path: Path) -> None:
    year = lines(1, 2, 3) + lines(11, 12, month="03").removeprefix(HEADER)
    deliver(db, tmp_path, "vocvo_2025.csv", year)
    deliver(db, tmp_path, "vocvo_maart.csv", lines(11, 13, month="03", heads=9))
    assert heads(db) == [8, 8, 8, 9, 9]
    assert [state for _, state, _ in states(db)] == ["loaded", "loaded"]


def test_a_file_that_overlaps_a_little_is_no_correction(db: Database, tmp_path: Path) -> None:
    deliver(db, tmp_path, "vocvo_1.csv", lines(1, 2, 3, 4))
    report = deliver(db, tmp_path, "vocvo_2.csv", lines(4, 5, 6, 7))
    assert (report.deliveries[0].accepted, report.deliveries[0].duplicate) == (3, 1)
    assert len(heads(db)) == 7


def test_a_file_of_another_prison_is_no_correction(db: Database, tmp_path: Path) -> None:
    deliver(db, tmp_path, "vocvo_gent.csv", lines(1, 2))
    deliver(db, tmp_path, "vocvo_antwerpen.csv", lines(3, 4, prison="PI Antwerpen"))
    assert len(heads(db)) == 4


def test_a_list_of_presences_corrects_that_of_the_same_sessions(db: Database, tmp_path: Path) -> None:
    header = "Sessie;Persoonsnummer;Aanwezig\n"
    deliver(db, tmp_path, "vocvo_1.csv", header + "1;7;Ja\n1;8;Ja\n2;7;Ja\n2;9;Ja\n", attendances())
    deliver(db, tmp_path, "vocvo_2.csv", header + "2;7;Nee\n2;9;Ja\n2;10;Ja\n", attendances())
    found = rows(db, "select session_id, status, count(*) from raw.attendance group by all order by all")
    assert found == [("vocvo:1", "present", 2), ("vocvo:2", "absent", 1), ("vocvo:2", "present", 2)]


def test_what_lines_repeat_is_kept_with_the_file_that_stays(db: Database, tmp_path: Path) -> None:
    source = sessions() + ACTIVITY
    deliver(db, tmp_path, "vocvo_1.csv", lines(1, 2), source)
    deliver(db, tmp_path, "vocvo_2.csv", lines(3, 4, month="05"), source)
    assert rows(db, "select count(*), min(delivery_id) from raw.activity") == [(1, 4)]
    deliver(db, tmp_path, "vocvo_3.csv", lines(1, 2).replace("1,5", "2"), source)
    assert rows(db, "select count(*), min(delivery_id) from raw.activity") == [(1, 6)]
    assert [state for _, state, _ in states(db)] == ["replaced", "loaded", "loaded"]


def test_withdrawing_takes_the_rows_out_and_keeps_the_history(db: Database, tmp_path: Path) -> None:
    deliver(db, tmp_path, "vocvo_1.csv", lines(1, 2))
    withdraw(db, 1, at=LATER)
    (one,) = deliveries(db)
    assert (one.state, one.changed_at, one.accepted) == (
        "withdrawn",
        LATER.replace(tzinfo=None),
        {"session": 2},
    )
    assert heads(db) == []
    assert deliver(db, tmp_path, "vocvo_1.csv", lines(1, 2)).deliveries == ()
    assert deliver(db, tmp_path, "vocvo_1.csv", lines(1, 3)).deliveries[0].accepted == 2


def test_withdrawing_a_correction_lets_the_first_file_come_back(db: Database, tmp_path: Path) -> None:
    deliver(db, tmp_path, "vocvo_1.csv", lines(1, 2))
    deliver(db, tmp_path, "vocvo_2.csv", lines(1, 2, heads=9))
    withdraw(db, 2, at=LATER)
    deliver(db, tmp_path, "vocvo_1.csv", lines(1, 2))
    assert (heads(db), [state for _, state, _ in states(db)]) == ([8, 8], ["replaced", "withdrawn", "loaded"])


def test_what_was_replaced_is_not_withdrawn(db: Database, tmp_path: Path) -> None:
    deliver(db, tmp_path, "vocvo_1.csv", lines(1, 2))
    deliver(db, tmp_path, "vocvo_1.csv", lines(1, 2, heads=9))
    with pytest.raises(ConfigError, match=r"levering 1: .* al vervangen door 2 \(vocvo_1.csv\)"):
        withdraw(db, 1, at=LATER)


def test_the_ledger_says_what_each_delivery_holds(db: Database, tmp_path: Path) -> None:
    deliver(db, tmp_path, "vocvo_1.csv", lines(1, 2) + lines(3, month="13").removeprefix(HEADER))
    (one,) = deliveries(db)
    assert (one.number, one.source, one.source_label, one.file) == (1, "vocvo", "Vocvo", "vocvo_1.csv")
    assert (one.accepted, one.rejected) == ({"session": 2}, 1)
    assert (one.first_month, one.last_month) == ("2025-02", "2025-02")


def test_a_column_that_a_contract_got_since_stands_empty_in_earlier_rows(
    db: Database, tmp_path: Path
) -> None:
    load(db, tmp_path, sessions(), {"vocvo_1.csv": HEADER + "1;PI Gent;03/02/2025;1,5;8;Doorgegaan\n"})
    run(db, "alter table raw.session drop column supervision_hours")
    prepare(db, CONTRACTS)
    assert rows(db, "select session_id, supervision_hours from raw.session") == [("vocvo:1", None)]


def test_a_warehouse_of_another_version_is_refused_with_what_to_do(db: Database, tmp_path: Path) -> None:
    prepared(db, tmp_path)
    run(db, "alter table raw.attendance alter person_id type varchar")
    with pytest.raises(ConfigError, match=r"person_id van attendance .* als varchar in plaats van bigint"):
        prepare(db, CONTRACTS)
