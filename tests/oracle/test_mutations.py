"""A row that is wrong changes the right number, or is refused with the right reason."""

from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.oracle.changes import (
    Deltas,
    Figures,
    deltas,
    edit,
    figures,
    predicted,
)
from tests.oracle.test_metamorphic import SPORT, amounts

pytestmark = pytest.mark.slow

HEADS, PERSONS = "spov_uren_2025-K1.csv", "druv_groepen_2025.csv"
DELIVERED = "SPOV-006739;GEN;Zaalvoetbal;02/01/2025;14u00;1u00;ok;;3u00;11"
PERIODS = {"2025-K1": 1, "2025": 1, "2025-JTD2": 1, "2025-JTD3": 1, "2025-01": 1, "2024-2025": 1}


@pytest.fixture
def mutate(exports: Path, reference: Path) -> Callable[..., Figures]:
    def change(name: str, old: str, *new: str) -> Figures:
        def put(lines: list[str]) -> list[str]:
            assert lines.count(old) == 1
            place = lines.index(old)
            return [*lines[:place], *new, *lines[place + 1 :]]

        edit(exports / name, put)
        return figures(exports, reference)

    return change


def one_session(before: Figures, amount: Mapping[str, float], periods: Mapping[str, int]) -> Deltas:
    return predicted(before.tables, {"prison_code": "GEN", **SPORT}, amount, periods)


def less(periods: Mapping[str, int]) -> dict[str, int]:
    return {code: -sign for code, sign in periods.items()}


def reasons(found: Figures) -> Counter[str]:
    return sum((Counter(part.reasons) for part in found.report.deliveries), Counter())


def test_a_row_that_is_dropped_is_missing_in_each_total_that_it_was_in(before, mutate):
    after = mutate(HEADS, DELIVERED)
    assert deltas(before.cells, after.cells) == one_session(before, amounts(11, 3), less(PERIODS))


def test_a_row_that_stands_twice_counts_once(before, mutate):
    after = mutate(HEADS, DELIVERED, DELIVERED, DELIVERED)
    assert deltas(before.cells, after.cells) == {}
    duplicates = [sum(part.duplicate for part in found.report.deliveries) for found in (before, after)]
    assert duplicates[1] == duplicates[0] + 1


def test_a_row_that_stands_twice_with_another_number_is_refused(before, mutate):
    after = mutate(HEADS, DELIVERED, DELIVERED, DELIVERED.replace(";11", ";12"))
    assert deltas(before.cells, after.cells) == {}
    assert reasons(after) - reasons(before) == {"key_conflict": 1}


def test_day_and_month_swapped_move_the_session_to_the_other_quarter(before, mutate):
    old = "SPOV-006836;GEN;Badminton;07/02/2025;18u30;1u00;ok;;3u00;6"
    after = mutate(HEADS, old, old.replace("07/02", "02/07"))
    periods = {"2025-K1": -1, "2025-JTD2": -1, "2025-K3": 1, "2025-02": -1, "2025-07": 1}
    assert deltas(before.cells, after.cells) == one_session(before, amounts(6, 3), periods)


def test_a_swapped_day_that_is_no_month_is_refused(before, mutate):
    old = "SPOV-006741;GEN;Zaalvoetbal;16/01/2025;14u00;1u00;ok;;3u00;11"
    after = mutate(HEADS, old, old.replace("16/01", "01/16"))
    assert deltas(before.cells, after.cells) == one_session(before, amounts(11, 3), less(PERIODS))
    assert sum((reasons(after) - reasons(before)).values()) == 1


def test_another_status_word_moves_the_session_from_held_to_cancelled(before, mutate):
    after = mutate(HEADS, DELIVERED, DELIVERED.replace(";ok;;", ";geannuleerd;Staking;"))
    held = amounts(11, 3) | {"sessions_planned": 0}
    labels = {"prison_code": "GEN", **SPORT}
    wanted = predicted(before.tables, labels, held, less(PERIODS)) | predicted(
        before.tables, {**labels, "cancellation_reason": "strike"}, {"sessions_cancelled": 1}, PERIODS
    )
    assert deltas(before.cells, after.cells) == wanted


def test_a_status_word_that_nobody_knows_is_refused(before, mutate):
    after = mutate(HEADS, DELIVERED, DELIVERED.replace(";ok;", ";misschien;"))
    assert deltas(before.cells, after.cells) == one_session(before, amounts(11, 3), less(PERIODS))
    assert reasons(after) - reasons(before) == {"unknown_value": 1}


def test_a_person_who_is_dropped_is_missing_as_an_attendance_and_at_most_once_as_a_person(before, mutate):
    after = mutate(PERSONS, "Gent;Drughulpgroep;13-01-2025;18:30;1,5;Doorgegaan;;4;8;D107599;Ja;1;")
    found = deltas(before.cells, after.cells)
    of_persons = {cell for cell in found if cell[0].endswith((" persons", ".participants"))}
    labels = {
        "prison_code": "GEN",
        "domain_code": "gezondheid",
        "subdomain_code": "drughulp",
        "organisation_code": "DRUV",
        "form": "group",
        "recording": "persons",
        "target_group": "unknown",
    }
    amount = {
        "attendances": 1,
        "participant_hours": 1.5,
        "expected_attendances": 1,
        "recorded_attendances": 1,
    }
    wanted = predicted(before.tables, labels, amount | {"seats_taken": 1}, less(PERIODS))
    assert {cell: delta for cell, delta in found.items() if cell not in of_persons} == wanted
    assert {found[cell] for cell in of_persons} == {-1}
    assert {cell[1][0] for cell in of_persons} <= {"GEN", None}
