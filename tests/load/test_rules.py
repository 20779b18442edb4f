"""Rules over delivered rows: an error refuses the row, anything milder is kept and told."""

import tomllib
from pathlib import Path

import openpyxl
import pytest

from pipelines.database import Database, rows
from pipelines.errors import ConfigError, LoadError, TechnicalError
from pipelines.load import prepare, write_feedback
from pipelines.load.accept.rules import find_breaches, read_rules
from pipelines.load.casts import prepare_values
from pipelines.load.reasons import REASONS
from pipelines.sources import find_exports, read_sources
from tests.load.intake import (
    CONTRACTS,
    STAYS,
    attendances,
    load,
    load_one,
    rejected,
    sessions,
    write,
)
from tests.tabular import given

RULES = Path(__file__).parents[2] / "sql/rules"
HEADER = "Nummer;Gevangenis;Datum;Duur;Aantal;Status\n"
GOOD = "1;PI Gent;03/02/2025;1,5;8;Doorgegaan\n"

STAY = "Nummer;Gevangenis;Van;Tot;Geslacht;Geboren\n"


@pytest.fixture
def delivered(db: Database) -> Database:
    """A warehouse with two deliveries in the ledger and no rows."""
    prepare_values(db)
    for number, name in ((11, "vocvo_2025-K1.csv"), (12, "vocvo_alles.csv")):
        given(
            db,
            "load.delivery",
            f"""delivery_id | source_code | file_name | sha256 | received_at | is_fictitious | state
                {number} | vocvo | {name} | x | 2026-01-15 | true | loaded""",
        )
    return db


def told(db: Database, name: str) -> list[tuple[int, int, tuple[int, ...]]]:
    """Give delivery, number of rows and lines of what one rule finds."""
    found = find_breaches(db, [rule for rule in read_rules(RULES, CONTRACTS) if rule.name == name])
    return [(one.delivery_id, one.rows or 0, one.lines) for one in found]


def test_an_end_before_the_start_is_refused_with_its_reason(db: Database, tmp_path: Path) -> None:
    content = STAY + "7;Gent;03/02/2025;01/02/2025;M;1980\n8;Gent;03/02/2025;03/03/2025;V;1980\n"
    one = load_one(db, tmp_path, STAYS, content)
    assert (one.read, one.accepted, one.rejected) == (2, 1, 1)
    assert one.reasons == {"ends_before_it_starts": 1}
    assert rejected(db, "person") == [(2, "valid_to", "ends_before_it_starts")]
    assert rows(db, "select rows_accepted, rows_rejected from load.sheet_count where delivery_id = 4") == [
        (1, 1)
    ]


def test_who_is_not_yet_born_is_refused_and_who_is_very_young_is_told(db: Database, tmp_path: Path) -> None:
    content = STAY + "7;Gent;03/02/2025;;M;2026\n8;Gent;03/02/2025;;V;1900\n9;Gent;03/02/2025;;V;2015\n"
    one = load_one(db, tmp_path, STAYS, content)
    assert one.reasons == {"has_an_impossible_age": 2}
    (finding,) = one.findings
    assert (finding.code, finding.severity, finding.rows, finding.lines) == (
        "person_has_an_unlikely_age",
        "warning",
        1,
        (4,),
    )
    assert finding.sentence.endswith("ouder dan 90.")


def test_what_a_rule_refused_goes_back_to_the_partner_with_its_cell_marked(
    db: Database, tmp_path: Path
) -> None:
    load_one(db, tmp_path, STAYS, STAY + "7;Gent;03/02/2025;01/02/2025;M;1980\n8;Gent;03/02/2025;;V;1980\n")
    sources = read_sources(tmp_path / "sources", CONTRACTS)
    exports = find_exports(tmp_path / "exports", sources).exports
    workbook, _ = write_feedback(db, exports, sources, CONTRACTS, tmp_path / "feedback")
    sheet = openpyxl.load_workbook(workbook).worksheets[0]
    assert [cell.value for cell in sheet[2]][:7] == ["7", "Gent", "03/02/2025", "01/02/2025", "M", "1980", 2]
    assert sheet["H2"].value == "Tot: De einddatum ligt voor de begindatum."
    assert [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.comment] == ["D2"]
    assert sheet.max_row == 2


def test_a_mended_end_comes_in_and_the_good_row_stays(db: Database, tmp_path: Path) -> None:
    load_one(db, tmp_path, STAYS, STAY + "7;Gent;03/02/2025;01/02/2025;M;1980\n8;Gent;03/02/2025;;V;1980\n")
    sources = read_sources(tmp_path / "sources", CONTRACTS)
    exports = find_exports(tmp_path / "exports", sources).exports
    workbook, _ = write_feedback(db, exports, sources, CONTRACTS, tmp_path / "feedback")
    book = openpyxl.load_workbook(workbook)
    book.worksheets[0]["D2"] = "01/03/2025"
    book.save(tmp_path / "exports" / workbook.name)
    (one,) = load(db, tmp_path, STAYS).deliveries
    assert (one.read, one.accepted, one.rejected) == (1, 1, 0)
    assert rows(db, "select count(*) from raw.person") == [(2,)]


@pytest.mark.parametrize("dataset", ["activity", "enrolment", "trajectory"])
def test_every_dataset_with_an_end_has_the_rule(dataset: str) -> None:
    rules = {rule.name: rule for rule in read_rules(RULES, CONTRACTS)}
    rule = rules[f"{dataset}_ends_before_it_starts"]
    assert (rule.severity, rule.column) == ("error", "end_date")


def test_a_person_in_two_prisons_on_one_day_is_told_at_both_rows(delivered: Database) -> None:
    given(
        delivered,
        "raw.person",
        """delivery_id | sheet | line | person_id | prison_code | valid_from | valid_to
           11 | a | 2 | 7 | GEN | 2025-01-01 | 2025-03-02
           12 | a | 3 | 7 | ANT | 2025-03-01 |
           12 | a | 4 | 8 | GEN | 2025-01-01 | 2025-03-01
           12 | a | 5 | 8 | ANT | 2025-03-01 |""",
    )
    assert told(delivered, "person_is_in_two_prisons") == [(11, 1, (2,)), (12, 1, (3,))]


def given_sessions(db: Database) -> None:
    given(
        db,
        "raw.session",
        """delivery_id | sheet | line | session_id | session_date | status | capacity | head_count | activity_id | start_time | end_time
           11 | a | 2 | s1 | 2025-02-01 | held      | 1 |   |    | 09:00 | 10:00
           11 | a | 3 | s2 | 2025-02-02 | cancelled |   | 4 | a1 | 09:00 | 08:59
           11 | a | 4 | s3 | 2025-05-01 | held      | 9 | 9 |    | 09:00 |
           12 | a | 5 | s4 | 2026-05-01 | held      | 9 | 10 | a2 |      | 09:00""",
    )
    given(
        db,
        "raw.attendance",
        """delivery_id | sheet | line | session_id | person_id | status
           11 | b | 2 | s1 | 7 | present
           11 | b | 3 | s1 | 8 | partial
           11 | b | 4 | s2 | 7 | present
           11 | b | 5 | s2 | 8 | not_applicable
           11 | b | 6 | s9 | 7 | present""",
    )
    given(
        db,
        "raw.activity",
        "delivery_id | sheet | line | activity_id | capacity | domain_code\n 11 | c | 2 | a2 | 10 | sport",
    )
    given(
        db,
        "raw.person",
        """delivery_id | sheet | line | person_id | prison_code | valid_from | valid_to | statuut
           12 | d | 2 | 7 | GEN | 2025-01-01 | 2025-02-02 | remand
           12 | d | 3 | 7 | GEN | 2025-02-02 |            |""",
    )


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("attendance_has_no_domain", [(11, 4, (2, 3, 4, 5))]),
        ("attendance_has_no_session", [(11, 1, (6,))]),
        ("attendance_has_no_statuut", [(11, 1, (4,))]),
        ("attendance_is_at_a_cancelled_session", [(11, 1, (4,))]),
        ("session_ends_before_it_starts", [(11, 1, (3,))]),
        ("session_has_no_activity", [(11, 1, (3,))]),
        ("session_has_no_domain", [(11, 3, (2, 3, 4))]),
        ("session_holds_more_than_its_capacity", [(11, 1, (2,)), (12, 1, (5,))]),
        ("session_lies_outside_its_period", [(11, 1, (4,))]),
        ("session_was_cancelled_with_heads", [(11, 1, (3,))]),
        ("session_was_held_in_the_future", [(12, 1, (5,))]),
    ],
)
def test_rules_of_sessions_and_attendances(
    delivered: Database, name: str, found: list[tuple[int, int, tuple[int, ...]]]
) -> None:
    given_sessions(delivered)
    assert told(delivered, name) == found


@pytest.mark.parametrize(
    ("dataset", "name", "columns", "good", "bad"),
    [
        ("certificate", "lies_outside_its_period", "evaluated_date", "2025-03-31", "2025-04-01"),
        ("enrolment", "lies_after_its_period", "applied_date", "2024-12-01", "2025-04-01"),
        ("enrolment", "has_no_activity", "activity_id", "", "a9"),
        ("enrolment", "has_no_domain", "domain_code", "sport", ""),
        ("trajectory", "lies_outside_its_period", "start_date", "2024-12-01", "2025-04-01"),
        ("trajectory", "lies_outside_its_period", "end_date", "2025-04-01", "2024-12-31"),
        ("count", "lies_outside_its_period", "period_code", "2025-03", "2025"),
        ("population", "lies_outside_its_period", "period_code", "2025-K1", "2025-K2"),
        ("staff", "lies_outside_its_period", "period_code", "2025-K1", "2024"),
        ("session", "lasts_very_long", "duration_hours", "8", "8.5"),
    ],
)
def test_what_lies_outside_the_period_of_the_name_is_told(
    delivered: Database, dataset: str, name: str, columns: str, good: str, bad: str
) -> None:
    given(
        delivered,
        f"raw.{dataset}",
        f"delivery_id | sheet | line | {columns}\n 11 | a | 2 | {good}\n 11 | a | 3 | {bad}",
    )
    assert told(delivered, f"{dataset}_{name}") == [(11, 1, (3,))]


def test_without_a_period_in_the_name_a_lonely_date_is_told(delivered: Database) -> None:
    lines = "\n".join(f"12 | a | {line} | s{line} | 2025-{line % 12 + 1:02}-05" for line in range(60))
    given(
        delivered,
        "raw.session",
        f"delivery_id | sheet | line | session_id | session_date\n{lines}\n 12 | a | 99 | s | 2016-03-01",
    )
    assert told(delivered, "session_lies_outside_its_period") == [(12, 1, (99,))]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("arbv_2025-K1.csv", "2025-K1"),
        ("k2 2025.xlsx", "2025-K2"),
        ("lijst_2024-2025.csv", "2024-2025"),
        ("lijst 2025_03.csv", "2025-03"),
        ("lijst2025.csv", "2025"),
        ("lijst_2025-03-15.csv", None),
        ("export20250103.csv", None),
        ("2024 en 2025.csv", None),
        ("vocvo_1.csv", None),
    ],
)
def test_the_period_in_a_name(db: Database, name: str, code: str | None) -> None:
    prepare_values(db)
    assert rows(db, "select period_code_of_name($1)", [name]) == [(code,)]


def test_what_came_later_is_no_longer_missed(db: Database, tmp_path: Path) -> None:
    header = "Sessie;Persoonsnummer;Aanwezig\n"
    report = load(db, tmp_path, attendances(), {"vocvo_1.csv": header + "1;7;Ja\n"})
    assert [one.code for one in report.findings] == ["attendance_has_no_session"]
    found = "select finding_code, rows_found, lines from load.finding"
    assert rows(db, found) == [("attendance_has_no_session", 1, [2])]
    (tmp_path / "exports/vocvo_1.csv").unlink()
    load(db, tmp_path, sessions(), {"vocvo_2.csv": HEADER + GOOD})
    assert rows(db, found) == []


def test_a_person_twice_in_a_session_is_a_question_of_the_key(db: Database, tmp_path: Path) -> None:
    content = "Sessie;Persoonsnummer;Aanwezig\n1;7;Ja\n1;07;Ja\n1;7;Nee\n"
    one = load_one(db, tmp_path, attendances(), content)
    assert (one.accepted, one.duplicate, one.reasons) == (1, 1, {"key_conflict": 1})


def bad_lines(bad: int, good: int) -> str:
    lines = [GOOD.replace("1;", f"{one};", 1) for one in range(good)]
    return HEADER + "".join(lines) + "x;PI Gent;31/02/2025;1,5;8;Doorgegaan\n" * bad


def test_a_delivery_of_which_most_is_refused_fails_as_a_whole(db: Database, tmp_path: Path) -> None:
    with pytest.raises(LoadError) as caught:
        load_one(db, tmp_path, sessions(), bad_lines(6, 5))
    assert "vocvo_1.csv: 6 van de 11 rijen van session zijn geweigerd" in str(caught.value)
    assert "max_rejected_share" in str(caught.value) and caught.value.exit_code == 1
    assert rows(db, "select count(*) from raw.session") == [(0,)]
    assert rows(db, "select count(*) from load.delivery where source_code = 'vocvo'") == [(0,)]


def test_a_small_delivery_fails_only_by_the_share_that_its_source_sets(db: Database, tmp_path: Path) -> None:
    with pytest.raises(LoadError, match=r"deel 0\.2"):
        load_one(
            db, tmp_path, sessions().replace("files", "max_rejected_share = 0.2\nfiles"), bad_lines(1, 3)
        )
    assert load_one(db, tmp_path, sessions(), bad_lines(1, 0)).rejected == 1


def test_a_share_that_is_not_reached_lets_the_rest_in(db: Database, tmp_path: Path) -> None:
    source = sessions().replace("files", "max_rejected_share = 0.2\nfiles")
    assert load_one(db, tmp_path, source, bad_lines(1, 4)).accepted == 4


def test_a_share_beyond_one_is_no_share(tmp_path: Path) -> None:
    text = sessions().replace("files", "max_rejected_share = 20\nfiles")
    with pytest.raises(ConfigError, match="max_rejected_share: verwacht hoogstens 1"):
        read_sources(write(tmp_path, {"vocvo.toml": text}), CONTRACTS)


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("nothing_is_wrong", "-- Zin.\n-- severity: warning\n"),
        ("session_is_wrong", "-- Zin.\n-- severity: grave\n"),
        ("session_is_wrong", "-- Zin.\n-- severity: error\n"),
        ("session_is_wrong", "-- Zin.\n-- severity: error\n-- column: session_date\n"),
        ("session_ends_before_it_starts", "-- Zin.\n-- severity: error\n-- column: einde\n"),
        ("session_is_wrong", ""),
    ],
)
def test_a_rule_that_is_not_written_as_it_must_is_named(tmp_path: Path, name: str, header: str) -> None:
    write(tmp_path, {f"{name}.sql": header + "select 1\n"})
    with pytest.raises(TechnicalError, match=name):
        read_rules(tmp_path, CONTRACTS)


def test_a_rule_that_fails_repeats_no_cell(db: Database, tmp_path: Path) -> None:
    text = (
        "-- Zin.\n-- severity: warning\nselect delivery_id, sheet, session_id::int as line from raw.session\n"
    )
    (rule,) = read_rules(write(tmp_path, {"session_is_wrong.sql": text}), CONTRACTS)
    prepare(db, CONTRACTS)
    given(db, "raw.session", "delivery_id | sheet | line | session_id\n 1 | a | 1 | Peeters")
    with pytest.raises(TechnicalError) as caught:
        find_breaches(db, [rule])
    assert "session_is_wrong" in str(caught.value) and "Peeters" not in str(caught.value)


def test_every_error_rule_has_words_for_the_partner() -> None:
    codes = {rule.code for rule in read_rules(RULES, CONTRACTS) if rule.severity == "error"}
    assert codes <= REASONS.keys() and codes


def test_a_count_that_is_not_whole_is_refused_and_an_amount_of_hours_is_not(
    db: Database, tmp_path: Path
) -> None:
    source = """
source = "vocvo"
label = "Vocvo"
organisation = "VOCVO"
files = ["vocvo_*"]
[[maps]]
dataset = "count"
[maps.columns]
prison_code = { constant = "GEN" }
domain_code = { constant = "sport" }
indicator_code = "Maat"
period_code = "Jaar"
value = "Waarde"
"""
    text = "Maat;Jaar;Waarde\nattendances;2024;12,5\nattendances;2025;12,0\nparticipant_hours;2025;12,5\n"
    one = load_one(db, tmp_path, source, text)
    assert (one.accepted, one.reasons) == (2, {"not_whole": 1})


def test_parts_are_added_up_of_exactly_the_measures_that_add_up_over_time(
    db: Database, tmp_path: Path
) -> None:
    """The register says which measures add up; the rule that refuses parts of all others names them itself."""
    source = """
source = "vocvo"
label = "Vocvo"
organisation = "VOCVO"
files = ["vocvo_*"]
max_rejected_share = 1
[[maps]]
dataset = "count"
[maps.columns]
prison_code = { constant = "GEN" }
domain_code = { constant = "sport" }
indicator_code = "Maat"
period_code = { constant = "2025" }
component = "Cursus"
value = "Waarde"
"""
    register = tomllib.loads(RULES.parent.joinpath("indicators.toml").read_text(encoding="utf-8"))
    counts = {name: one for name, one in register.items() if one["kind"] == "count"}
    names = [word for name, one in counts.items() for word in (name, one["code"])]
    adding = [name for name, one in counts.items() if "period_code" in one["adds_up"]]
    text = "Maat;Cursus;Waarde\n" + "".join(f"{name};koken;1\n" for name in names)
    one = load_one(db, tmp_path, source, text)
    assert one.reasons == {"parts_do_not_add_up": 2 * (len(counts) - len(adding))}
    assert {name for (name,) in rows(db, "select indicator_code from raw.count")} == {
        word for name in adding for word in (name, counts[name]["code"])
    }
