"""Counts by dimensions that the program never saw: they come from the workspace's own contracts."""

from decimal import Decimal

from pipelines.database import rows, run
from tests.sql.warehouse import SQL, build, slice_of
from tests.tabular import given, records, shown

LONG = "marts.counts_by_dimension"


def own(db, *dimensions: str) -> None:
    """Give count and session columns that no contract of the program has, as loading does for the workspace's."""
    run(db, "create schema if not exists load")
    run(db, "create table load.dimension (dataset varchar, dimension varchar)")
    for dimension in dimensions:
        for dataset in ("count", "session"):
            run(db, f"alter table raw.{dataset} add column {dimension} varchar")
            run(db, "insert into load.dimension values (?, ?)", [dataset, dimension])


def count(db, picture: str) -> None:
    lines = records(picture)
    names = ["organisation_code", "domain_code", "indicator_code", *lines[0]]
    drawn = [
        " | ".join(["BIB", "cultuur", "I20", *(line[name] or "" for name in lines[0])]) for line in lines
    ]
    given(db, "raw.count", "\n".join([" | ".join(names), *drawn]))


def told(db, dimension: str, period: str = "2025", prison: str | None = None, measure: str = "loans"):
    found = slice_of(
        db, f"marts.counts_by_{dimension}", f"{dimension}, {measure}", period_code=period, prison_code=prison,
    )  # fmt: skip
    return dict(found)


def test_without_own_dimensions_nothing_is_told_by_them(db):
    count(
        db,
        """
        prison_code | period_code | value
        GEN         | 2025        | 12
    """,
    )
    models = build(db, LONG, "core.total")
    assert shown(db, LONG) == []
    assert [name for name in models if name.startswith("marts.counts_by_")] == [LONG]
    assert rows(db, "select total_value from core.total where period_code = '2025'") == [(Decimal(12),)]


def test_parts_by_label_are_the_whole_of_who_gives_no_whole(db):
    own(db, "medium")
    count(
        db,
        """
        prison_code | period_code | medium | value
        GEN         | 2025-K1     | boek   | 30
        GEN         | 2025-K1     | strip  | 12
        GEN         | 2025-K2     |        | 50
        BRU         | 2025        | boek   | 7
    """,
    )
    build(db, LONG, "core.total")
    assert rows(db, "select sum(total_value) from core.total where period_code = '2025'") == [(Decimal(99),)]
    assert told(db, "medium") == {"boek": 37, "strip": 12, "unknown": 50, None: 99}
    assert told(db, "medium", prison="GEN") == {"boek": 30, "strip": 12, "unknown": 50, None: 92}
    assert told(db, "medium", "2025-K1", "GEN") == {"boek": 30, "strip": 12, "unknown": 0, None: 42}


def test_a_whole_beside_its_parts_is_counted_once_and_what_is_left_is_unknown(db):
    own(db, "medium")
    count(
        db,
        """
        prison_code | period_code | medium | value
        GEN         | 2025        |        | 100
        GEN         | 2025        | boek   | 60
        GEN         | 2025        | strip  | 25
    """,
    )
    build(db, LONG)
    assert told(db, "medium") == {"boek": 60, "strip": 25, "unknown": 15, None: 100}
    assert [row["is_whole"] for row in shown(db, "core.stated_total", "labels", "is_whole")].count(
        "True"
    ) == 1


def test_parts_that_come_to_more_than_their_whole_are_not_shown(db):
    own(db, "medium")
    count(
        db,
        """
        prison_code | period_code | medium | value
        GEN         | 2025        |        | 100
        GEN         | 2025        | boek   | 60
        GEN         | 2025        | strip  | 55
        BRU         | 2025        | boek   | 5
    """,
    )
    build(db, LONG)
    assert shown(db, "core.total_by_label", "prison_code", "label", "label_value") == records("""
        prison_code | label | label_value
        BRU         | boek  | 5.0000
    """)
    assert told(db, "medium") == {"boek": 5, "unknown": 100, None: 105}
    check = (SQL / "checks" / "parts_by_label_fit_their_total.sql").read_text(encoding="utf-8")
    assert [line for _, _, line, _ in rows(db, check)] == [2, 2]  # of Gent, not of Brugge


def test_two_dimensions_at_once_each_add_up_to_the_same(db):
    own(db, "medium", "publiek")
    count(
        db,
        """
        prison_code | period_code | medium | publiek | value
        GEN         | 2025        | boek   | jeugd   | 10
        GEN         | 2025        | boek   | ouder   | 20
        GEN         | 2025        | strip  | jeugd   | 5
        BRU         | 2025        | boek   |         | 4
    """,
    )
    build(db, LONG)
    assert told(db, "medium") == {"boek": 34, "strip": 5, "unknown": 0, None: 39}
    assert told(db, "publiek") == {"jeugd": 15, "ouder": 20, "unknown": 4, None: 39}
    assert shown(db, "core.label_member") == records("""
        dimension | label
        medium    | boek
        medium    | strip
        publiek   | jeugd
        publiek   | ouder
    """)


def test_of_one_dimension_told_alone_and_crossed_the_one_alone_is_taken(db):
    own(db, "medium", "publiek")
    count(
        db,
        """
        prison_code | period_code | medium | publiek | value
        GEN         | 2025        | boek   |         | 30
        GEN         | 2025        | strip  |         | 5
        GEN         | 2025        | boek   | jeugd   | 10
        GEN         | 2025        | boek   | ouder   | 20
        GEN         | 2025        | strip  | jeugd   | 5
    """,
    )
    build(db, LONG)
    assert told(db, "medium") == {"boek": 30, "strip": 5, "unknown": 0, None: 35}
    assert told(db, "publiek") == {"jeugd": 15, "ouder": 20, "unknown": 0, None: 35}


def test_different_persons_by_label_are_no_whole(db):
    own(db, "medium")
    given(
        db,
        "raw.count",
        """
        organisation_code | prison_code | domain_code | indicator_code | period_code | medium | value
        BIB               | GEN         | cultuur     | borrowers      | 2025        | boek   | 30
        BIB               | GEN         | cultuur     | borrowers      | 2025        | strip  | 20
    """,
    )
    build(db, LONG, "core.total")
    assert rows(db, "select * from core.total") == []  # who reads both may be the same person


def sessions(db, form: str = "group") -> None:
    given(
        db,
        "raw.session",
        f"""
        session_id | prison_code | organisation_code | domain_code | form   | session_date | status | head_count | medium
        1          | GEN         | BIB               | cultuur     | {form} | 2025-02-03   | held   | 8          | boek
        2          | GEN         | BIB               | cultuur     | group  | 2025-02-10   | held   | 5          | strip
        3          | BRU         | BIB               | cultuur     | group  | 2025-03-03   | held   | 4          |
        4          | BRU         | BIB               | cultuur     | group  | 2025-03-04   | held   |            | boek
        5          | BRU         | BIB               | cultuur     | group  | 2025-03-05   | held   | 9          | boek
    """,
    )
    given(
        db,
        "raw.attendance",
        """
        session_id | person_id | status
        4          | 71        | present
        4          | 72        | present
        4          | 73        | absent
        5          | 71        | present
    """,
    )


def test_sessions_bear_labels_and_their_attendances_with_the_persons_behind_them(db):
    own(db, "medium")
    sessions(db)
    build(db, LONG)
    assert shown(db, "staging.session_label", "session_id", "dimension", "label") == records("""
        session_id | dimension | label
        1          | medium    | boek
        2          | medium    | strip
        4          | medium    | boek
        5          | medium    | boek
    """)
    assert told(db, "medium", measure="sessions_held") == {"boek": 3, "strip": 1, "unknown": 1, None: 5}
    assert told(db, "medium", measure="attendances") == {"boek": 11, "strip": 5, "unknown": 4, None: 20}
    assert told(db, "medium", measure="attendances_persons") == {
        "boek": 2, "strip": None, "unknown": None, None: 2,
    }  # fmt: skip
    assert rows(
        db,
        "select persons from core.persons_by_label where label = 'boek' and prison_code = 'BRU' "
        "and period_code = '2025-K1'",
    ) == [(2,)]
    assert rows(
        db,
        "select sum(label_value) from core.offer_by_label "
        "where period_code = '2025' and measure = 'attendances' and label = 'boek'",
    ) == [(Decimal(11),)]


def test_who_came_to_a_session_without_a_label_is_counted_as_unknown(db):
    own(db, "medium")
    sessions(db)
    given(db, "raw.attendance", "session_id | person_id | status\n3 | 74 | present")
    build(db, "core.persons_by_label")
    assert rows(
        db,
        "select label, persons from core.persons_by_label where prison_code = 'BRU' and period_code = '2025-K1' order by 1",
    ) == [("boek", 2), ("unknown", 1)]


def test_where_talks_are_held_sessions_are_not_told_by_label(db):
    own(db, "medium")
    sessions(db, form="individual")
    build(db, LONG)
    assert set(told(db, "medium", measure="sessions_held").values()) == {None}
    assert told(db, "medium", measure="attendances")["boek"] == 11
