"""Faults are planted where they are said to be, and a test of the project notices what once passed."""

from pathlib import Path

import pytest

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
