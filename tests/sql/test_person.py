"""Numbers of persons: one for each, and that of one says nothing of who else is there."""

from pipelines.database import Database, rows, run
from tests.sql.warehouse import build

ATTENDANCES = "insert into raw.attendance (session_id, person_id) select 's', 'p' || range from range(?, ?)"


def numbers(db: Database) -> dict[object, object]:
    build(db, "core.person")
    return dict(rows(db, "select person_id, person_number from core.person"))


def test_persons_who_come_or_go_leave_the_numbers_of_others(db):
    run(db, ATTENDANCES, [5, 90])
    before = numbers(db)
    run(db, "delete from raw.attendance where person_id = 'p30'")
    run(db, ATTENDANCES, [0, 5])
    after = numbers(db)
    assert before.items() - after.items() == {("p30", before["p30"])}
    assert len(after) == 89


def test_persons_who_share_half_a_hash_have_numbers_of_their_own(db):
    run(db, ATTENDANCES, [0, 200_000])
    build(db, "core.person")
    ((persons, differing, halves),) = rows(
        db,
        "select count(*), count(distinct person_number), count(distinct person_number // 256) from core.person",
    )
    assert persons == differing == 200_000
    assert halves < persons  # else the test shows nothing
