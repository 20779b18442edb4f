"""A change in the exports changes exactly the cells that it must, and no other."""

import random
from pathlib import Path

import pytest

from tests.oracle.changes import deltas, edit, figures, predicted

pytestmark = pytest.mark.slow

SPORT = {
    "domain_code": "sport",
    "subdomain_code": "teamsport",
    "organisation_code": "SPOV",
    "form": "group",
    "recording": "heads",
    "target_group": "unknown",
}


def test_the_order_of_rows_does_not_matter(before, exports, reference):
    for number, path in enumerate(sorted(exports.glob("*.csv"))):
        edit(path, lambda lines, seed=number: random.Random(seed).sample(lines, len(lines)))
    assert deltas(before.cells, figures(exports, reference).cells) == {}


def test_a_file_that_is_split_in_two_says_the_same(before, exports, reference):
    whole = exports / "druv_groepen_2025.csv"
    header, *lines = whole.read_text(encoding="utf-8-sig").splitlines()
    for name, part in (("eerste", lines[: len(lines) // 2]), ("tweede", lines[len(lines) // 2 :])):
        text = "\n".join([header, *part]) + "\n"
        whole.with_name(f"druv_groepen_2025_{name}.csv").write_text(text, encoding="utf-8-sig")
    whole.unlink()
    assert deltas(before.cells, figures(exports, reference).cells) == {}


def test_a_file_that_is_delivered_twice_counts_once(before, exports, reference):
    for path in sorted(exports.glob("*_2025*.csv")):
        again = path.with_name(path.name.replace("_2025", "_2025_nogmaals_"))
        again.write_bytes(path.read_bytes() + b"\n")
    assert deltas(before.cells, figures(exports, reference).cells) == {}


def moved(exports: Path, quarter: str, session: str, old: str, new: str) -> None:
    def change(lines: list[str]) -> list[str]:
        assert sum(line.startswith(session) and old in line for line in lines) == 1
        return [line.replace(old, new) if line.startswith(session) else line for line in lines]

    edit(exports / f"spov_uren_2025-{quarter}.csv", change)


AMOUNTS = {  # what a held session of an hour with three hours of supervision adds, by how many came
    "sessions_planned": 1,
    "sessions_held": 1,
    "sessions_recorded": 1,
    "session_hours": 1,
}


def amounts(heads: int, supervision: float) -> dict[str, float]:
    return AMOUNTS | {"supervision_hours": supervision, "attendances": heads, "participant_hours": heads}


def test_a_session_over_midnight_into_the_next_quarter_leaves_one_and_joins_the_other(
    before, exports, reference
):
    moved(exports, "K1", "SPOV-007399", "31/03/2025", "01/04/2025")
    after = figures(exports, reference)
    periods = {"2025-K1": -1, "2025-K2": 1, "2025-03": -1, "2025-04": 1}
    wanted = predicted(before.tables, {"prison_code": "DHK", **SPORT}, amounts(6, 3), periods)
    assert len(wanted) > 60
    assert deltas(before.cells, after.cells) == wanted


def test_a_session_into_the_last_quarter_leaves_the_year_to_date(before, exports, reference):
    moved(exports, "K3", "SPOV-007329", "30/09/2025", "01/10/2025")
    after = figures(exports, reference)
    periods = {"2025-K3": -1, "2025-K4": 1, "2025-JTD3": -1, "2025-09": -1, "2025-10": 1}
    wanted = predicted(before.tables, {"prison_code": "DHK", **SPORT}, amounts(12, 1.5), periods)
    assert deltas(before.cells, after.cells) == wanted


def test_a_session_over_midnight_within_the_quarter_changes_months_only(before, exports, reference):
    moved(exports, "K1", "SPOV-006835", "31/01/2025", "01/02/2025")
    after = figures(exports, reference)
    periods = {"2025-01": -1, "2025-02": 1}
    wanted = predicted(before.tables, {"prison_code": "GEN", **SPORT}, amounts(5, 1.5), periods)
    assert {name for name, _ in wanted} == {
        "offer_by_calendar.sessions_held",
        "offer_by_calendar.attendances",
    }
    assert deltas(before.cells, after.cells) == wanted


def test_a_session_over_midnight_within_the_month_changes_nothing(before, exports, reference):
    moved(exports, "K1", "SPOV-006740", "09/01/2025", "10/01/2025")
    assert deltas(before.cells, figures(exports, reference).cells) == {}


def test_a_prison_that_gets_another_name_keeps_its_figures(before, exports, reference):
    prisons = reference / "prison.csv"
    old = "GEN,Gent,arresthuis,Vlaanderen,2000-01-01,,"
    new = "GEN,Gent,arresthuis,Vlaanderen,2000-01-01,2025-05-01,\nGEN,Nieuwe Wandeling,arresthuis,Vlaanderen,2025-05-01,,"
    text = prisons.read_text(encoding="utf-8")
    assert old in text
    prisons.write_text(text.replace(old, new), encoding="utf-8")
    assert deltas(before.cells, figures(exports, reference).cells) == {}


@pytest.mark.parametrize("follow", [False, pytest.param(True, marks=pytest.mark.long)])
def test_a_merger_moves_the_figures_to_the_successor_when_that_is_asked(before, exports, reference, follow):
    organisations = reference / "organisation.csv"
    old, new = (
        "SPOV,Sportdienst Voorbeeld,2000-01-01,,",
        "SPOV,Sportdienst Voorbeeld,2000-01-01,2026-01-01,DRUV",
    )
    text = organisations.read_text(encoding="utf-8")
    assert old in text
    organisations.write_text(text.replace(old, new), encoding="utf-8")
    after = figures(exports, reference, follow_successors=follow).cells
    changed = deltas(before.cells, after)
    if not follow:
        assert changed == {}
        return
    for (name, key), value in before.cells.items():
        if "_by_organisation." in name and key[2] == "SPOV":
            assert (name, key) not in after
            other = (name, (*key[:2], "DRUV"))
            assert (after[other] or 0) == (before.cells.get(other) or 0) + (value or 0), other
    assert {key[2] for (_, key) in changed} <= {"SPOV", "DRUV"}
    assert all("_by_organisation." in name for name, _ in changed)
