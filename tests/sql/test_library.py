"""marts.library: totals of libraries; borrowers are persons and are never summed."""

from tests.sql.warehouse import build, slice_of
from tests.tabular import given

MODELS = ("marts.library",)

MEASURES = "loans, library_visits, borrowers"


def state(db, organisation: str, prison: str, measure: str, period: str, value: int) -> None:
    given(
        db,
        "raw.count",
        f"""
        organisation_code | prison_code | domain_code | indicator_code | period_code | value
        {organisation}    | {prison}    | cultuur     | {measure}      | {period}    | {value}
    """,
    )


def test_loans_of_quarters_make_the_year_and_borrowers_do_not(db):
    for period in ("2025-K1", "2025-K2"):
        state(db, "BIB", "GEN", "loans", period, 100)
        state(db, "BIB", "GEN", "borrowers", period, 40)
    build(db, *MODELS)
    assert slice_of(db, "marts.library", MEASURES, prison_code="GEN", period_code="2025-K1") == [
        (100, None, 40)
    ]
    assert slice_of(db, "marts.library", MEASURES, prison_code="GEN", period_code="2025") == [
        (200, None, None)
    ]


def test_borrowers_of_two_prisons_are_not_summed(db):
    for prison in ("GEN", "ANT"):
        state(db, "BIB", prison, "I20", "2025", 100)
        state(db, "BIB", prison, "I20-L", "2025", 40)
    build(db, *MODELS)
    assert slice_of(db, "marts.library", MEASURES, prison_code=None, period_code="2025") == [
        (200, None, None)
    ]


def test_a_library_that_states_nothing_is_not_at_zero(db):
    given(db, "raw.prison", "prison_code | valid_from\nGEN | 2000-01-01")
    build(db, *MODELS)
    assert slice_of(db, "marts.library", MEASURES, prison_code="GEN", period_code="2025") == [
        (None, None, None)
    ]
