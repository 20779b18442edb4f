"""A file of SQL fits in one look: 80 lines and 5 steps, or it says why not; none has over 120 or 6."""

import re

import pytest

from tests.sql.warehouse import SQL

STEP = re.compile(r"^(?:with )?\w+ as (?:not materialized |materialized )?\(", re.MULTILINE)
FILES = sorted(SQL.rglob("*.sql"))


def faults(text: str) -> list[str]:
    lines, steps = len(text.splitlines()), len(STEP.findall(text))
    is_long, says_why = lines > 80 or steps > 5, re.search(r"^-- long: \w", text, re.MULTILINE) is not None
    return [
        *([f"{lines} lines, {steps} steps"] if lines > 120 or steps > 6 else []),
        *(["does not say why it is long"] if is_long and not says_why else []),
        *(["is not long any more"] if says_why and not is_long else []),
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_file_fits_in_one_look_or_says_why_not(path):
    assert faults(path.read_text("utf-8")) == []


STEPS = "with\n" + "".join(f"step_{number} as (\n    select 1 as one\n),\n\n" for number in range(5))


@pytest.mark.parametrize("planted", [
    "select 1 as one\n" * 81,
    "-- long: because\n" + "select 1 as one\n" * 120,
    STEPS + "sixth as (\n    select 1 as one\n)\n\nselect 1 as one\n",
    "-- long: because\n" + STEPS + "sixth as (\nselect 1\n),\n\nseventh as (\nselect 1\n)\n\nselect 1\n",
    "-- long: because\nselect 1 as one\n",
])  # fmt: skip
def test_a_file_that_outgrew_its_look_is_seen(planted):
    assert faults(planted) != []
