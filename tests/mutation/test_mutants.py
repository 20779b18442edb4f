"""Faults are planted where they are said to be, and a test of the project notices what once passed."""

from pathlib import Path

import pytest

from tests.mutation.choosing import ROOMS, near, of_room
from tests.mutation.drawing import some_of
from tests.mutation.python_mutants import python_mutants
from tests.mutation.sql_mutants import sql_mutants

SQL = """-- grain: prison_code
select prison_code, coalesce(sum(beds), 0) as beds, 'a < b' as label
from core.bed left join core.prison using (prison_code)
where valid_to < $end and beds is null
group by all
"""


def test_faults_of_a_statement() -> None:
    changes = {mutant.change for mutant in sql_mutants(Path("a.sql"), SQL)}
    assert changes == {
        "coalesce(sum(beds), 0) -> (sum ( beds ))",
        "sum -> max",
        "0 -> 1",
        "left -> inner",
        "valid_to < $end -> true",
        "< -> <=",
        "and -> or",
        "beds is null -> true",
        "is -> is not",
    }


def test_each_fault_leaves_the_rest_of_the_statement_alone() -> None:
    for mutant in sql_mutants(Path("a.sql"), SQL):
        assert mutant.text.startswith("-- grain: prison_code\nselect prison_code, ")
        assert "'a < b' as label" in mutant.text


PYTHON = "def f(a: int | None, b: int) -> bool:\n    return a < b and not b > 3\n"


def test_faults_of_a_module_leave_its_types_alone() -> None:
    made = {mutant.text for mutant in python_mutants(Path("a.py"), PYTHON)}
    assert all(text.startswith("def f(a: int | None, b: int) -> bool:\n") for text in made)
    assert "def f(a: int | None, b: int) -> bool:\n    return a <= b and not b > 3\n" in made
    assert "def f(a: int | None, b: int) -> bool:\n    return a < b or not b > 3\n" in made


@pytest.mark.parametrize("seed", range(3))
def test_a_draw_can_be_repeated(seed: int) -> None:
    root = Path(__file__).parents[2]
    paths = [path.relative_to(root) for path in (root / "sql" / "core").glob("*.sql")]
    first, second = (some_of(paths, root, 8, seed) for _ in range(2))
    assert first == second
    assert len({mutant.text for mutant in first}) == 8


ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(("path", "test"), [
    ("sql/marts/attendances_by_domain.sql", "tests/sql/test_attendances_by_domain.py"),
    ("pipelines/publication/gates.py", "tests/publication/test_gates.py"),
    ("pipelines/verify/charts.py", "tests/verify/test_charts.py"),
    ("pipelines/edition/revisions.py", "tests/edition/test_revisions.py"),
    ("pipelines/release/history.py", "tests/release/test_history.py"),
    ("sql/load/read_dates.sql", "tests/load/test_values.py"),
    ("sql/rules/session_lasts_very_long.sql", "tests/load/test_rules.py"),
    ("pipelines/load/workbooks/marks.py", "tests/load/test_other_workbooks.py"),
])  # fmt: skip
def test_a_file_is_answered_for_by_the_tests_that_are_about_it(path, test) -> None:
    assert test in near(Path(path), ROOT)[:2]


def test_every_file_in_which_faults_are_planted_has_tests_near_it() -> None:
    kinds = {room: "*.sql" if room == "sql" else "*.py" for room in ROOMS}
    files = [path for room, kind in kinds.items() for path in (ROOT / room).rglob(kind)]
    assert [path.name for path in files if not near(path.relative_to(ROOT), ROOT)] == []
    assert of_room(Path("sql/marts/x.sql"), ROOT)[0] == "tests/sql"
