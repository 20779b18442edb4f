"""marts.attendances_by_recording: what partners gave with persons, as heads and as totals, in one figure."""

from tests.sql.test_attendances_by_domain import three_grains
from tests.sql.warehouse import build, slice_of

MODELS = ("marts.attendances_by_recording", "marts.attendances_by_domain")
MEASURES = "recording, attendances, attendances_persons"


def test_the_parts_are_shown_and_make_the_published_whole(db):
    three_grains(db)
    build(db, *MODELS)
    assert slice_of(
        db, "marts.attendances_by_recording", MEASURES, prison_code="GEN", period_code="2025"
    ) == [
        ("heads", 12, None),
        ("persons", 3, 2),
        ("totals", 30, None),
        (None, 45, 2),
    ]
    ((whole,),) = slice_of(
        db, "marts.attendances_by_domain", "attendances",
        prison_code="GEN", period_code="2025", domain_code=None, form=None,
    )  # fmt: skip
    assert whole == 45


def test_a_quarter_without_heads_has_none_and_one_without_anything_is_not_available(db):
    three_grains(db)
    build(db, *MODELS)
    quarter = {"prison_code": "GEN", "period_code": "2025-K1"}
    assert slice_of(db, "marts.attendances_by_recording", MEASURES, **quarter) == [
        ("heads", 0, None),
        ("persons", 2, 2),
        ("totals", 0, None),
        (None, 2, 2),
    ]
    empty = slice_of(db, "marts.attendances_by_recording", MEASURES, prison_code="GEN", period_code="2024")
    assert {row[1:] for row in empty} == {(None, None)}
