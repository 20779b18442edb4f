"""core.stayed, and the different persons who stayed in marts.population and marts.population_by_gender"""

import pytest

from pipelines.database import rows
from tests.sql.warehouse import build
from tests.tabular import given

MODELS = ("core.stayed", "marts.population", "marts.population_by_gender", "marts.population_by_age_band")


@pytest.fixture
def stays(db):
    """Ada moved from GEN to ANT, bob left GEN on the first day of 2025 and cyd came on its last."""
    given(db, "raw.prison", "prison_code | valid_from\nGEN | 2000-01-01\nANT | 2000-01-01")
    given(
        db,
        "raw.person",
        """
        person_id | prison_code | valid_from | valid_to   | gender | birth_year | statuut   | language_group
        ada       | GEN         | 2024-06-01 | 2025-05-01 | V      | 2001       | remand    | dutch
        ada       | ANT         | 2025-05-01 |            | V      | 2001       | sentenced | dutch
        bob       | GEN         | 2024-06-01 | 2025-01-01 | M      | 1980       | remand    | french
        cyd       | ANT         | 2025-12-31 |            | M      | 1960       | remand    | other
    """,
    )
    return db


def stated(db, gent: int, antwerp: int) -> None:
    given(
        db,
        "raw.population",
        f"""
        prison_code | period_code | breakdown | category | capacity_official | average_population | throughput
        GEN         | 2025        | all       | all      | 10                | 9                  | {gent}
        ANT         | 2025        | all       | all      | 10                | 9                  | {antwerp}
    """,
    )


def throughput(db):
    return rows(
        db, "select prison_code, throughput from marts.population where period_code = '2025' order by all"
    )


def test_a_person_of_two_prisons_counts_once_in_all_of_them(stays):
    stated(stays, 1, 2)
    build(stays, *MODELS)
    assert throughput(stays) == [("ANT", 2), ("GEN", 1), (None, 2)]


def test_where_a_list_is_not_whole_nobody_knows_all_prisons(stays):
    stated(stays, 40, 2)
    build(stays, *MODELS)
    assert throughput(stays) == [("ANT", 2), ("GEN", 40), (None, None)]


@pytest.fixture
def crowd(db):
    """Twenty-two men and twenty women in GEN, each of their own age band."""
    given(db, "raw.prison", "prison_code | valid_from\nGEN | 2000-01-01")
    people = [(f"m{number}", "M", 1960) for number in range(22)] + [
        (f"v{number}", "V", 2003) for number in range(20)
    ]
    lines = [f"{person} | GEN | 2024-06-01 | {gender} | {born}" for person, gender, born in people]
    given(db, "raw.person", "\n".join(["person_id | prison_code | valid_from | gender | birth_year", *lines]))
    stated_gent(db, 42)
    return db


def stated_gent(db, throughput: int) -> None:
    given(
        db,
        "raw.population",
        f"""
        prison_code | period_code | breakdown | category | capacity_official | average_population | throughput
        GEN         | 2025        | all       | all      | 10                | 9                  | {throughput}
    """,
    )


def groups(db, mart: str, column: str):
    return rows(
        db,
        f"select prison_code, {column}, persons_stayed from marts.{mart} where period_code = '2025' order by all",
    )


def test_groups_are_counted_by_what_a_person_was(crowd):
    build(crowd, *MODELS)
    assert groups(crowd, "population_by_gender", "gender") == [
        ("GEN", "M", 22),
        ("GEN", "V", 20),
        (None, "M", 22),
        (None, "V", 20),
    ]
    assert [row[1:] for row in groups(crowd, "population_by_age_band", "age_band")][:2] == [
        ("18-24", 20),
        ("50+", 22),
    ]


def test_one_small_group_takes_its_whole_breakdown_away(crowd):
    """Of 43 with 22 and 20 in two groups, the third would be known to hold one person."""
    given(crowd, "raw.person", "person_id | prison_code | valid_from | gender\nx1 | GEN | 2024-06-01 | X")
    build(crowd, *MODELS)
    assert groups(crowd, "population_by_gender", "gender") == []
