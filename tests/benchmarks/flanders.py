"""A warehouse of any size: 38 prisons, 5 years, persons who stay, move and take part."""

from pipelines.database import Database, run
from tests.sql.warehouse import create_raw

PRISONS = 38
DOMAINS = ("welzijn", "onderwijs", "tewerkstelling", "cultuur", "sport", "gezondheid")
FIRST_DAY = "2021-01-01"
DAYS = 1826
GROUP = 8
"""Attendances per session."""


def fill(db: Database, attendances: int) -> None:
    """Create the raw tables and fill them with about so many attendances of 2021 to 2025."""
    create_raw(db)
    sessions, persons = attendances // GROUP, max(attendances // 150, 1000)
    _reference(db)
    run(
        db,
        f"""insert into raw.person
        (person_id, prison_code, valid_from, valid_to, gender, birth_year, statuut, language_group, line)
        select
            lpad(to_hex(hash(person)), 32, '0'),
            'P' || (hash(person, stint) % {PRISONS}),
            date '{FIRST_DAY}' + ((hash(person) % 1500) + stint * 180)::int,
            case when stint = 0 then date '{FIRST_DAY}' + ((hash(person) % 1500)::int + 180) end,
            ['M', 'M', 'M', 'M', 'V'][1 + (hash(person) % 5)::int],
            1960 + (hash(person) % 45)::int,
            ['remand', 'sentenced', 'internee'][1 + (hash(person, stint) % 3)::int],
            ['dutch', 'french', 'other'][1 + (hash(person) % 3)::int],
            person
        from range({persons}) as persons (person)
        cross join range(2) as stints (stint)""",
    )
    run(
        db,
        f"""insert into raw.session
        (session_id, prison_code, organisation_code, domain_code, activity_name, form, session_date,
            status, cancellation_reason, duration_hours, capacity, line)
        select
            'S' || number,
            'P' || (hash(number) % {PRISONS}),
            'O' || (hash(number, 1) % 30),
            {list(DOMAINS)}[1 + (hash(number, 1) % 6)::int],
            'activity ' || (hash(number, 2) % 40),
            ['group', 'individual'][1 + (hash(number, 3) % 2)::int],
            date '{FIRST_DAY}' + (number * {DAYS} // {sessions})::int,
            case when hash(number, 4) % 10 = 0 then 'cancelled' else 'held' end,
            case when hash(number, 4) % 10 = 0 then ['strike', 'other'][1 + (hash(number, 5) % 2)::int] end,
            [1, 1.5, 2, 3][1 + (hash(number, 6) % 4)::int],
            12,
            number
        from range({sessions}) as sessions (number)""",
    )
    run(
        db,
        f"""insert into raw.attendance (session_id, person_id, status, share, line)
        select distinct on (session, person)
            'S' || session,
            lpad(to_hex(hash(person)), 32, '0'),
            case when hash(session, seat) % 10 < 8 then 'present'
                when hash(session, seat) % 10 = 8 then 'partial' else 'absent' end,
            case when hash(session, seat) % 10 = 8 then 0.5 end,
            session
        from (
            select session, seat, hash(session, seat, 9) % {persons} as person
            from range({sessions}) as sessions (session)
            cross join range({GROUP}) as seats (seat)
        )""",
    )


def _reference(db: Database) -> None:
    run(
        db,
        f"insert into raw.prison (prison_code, valid_from) "
        f"select 'P' || number, date '2000-01-01' from range({PRISONS}) as prisons (number)",
    )
    for place, domain in enumerate(DOMAINS):
        run(db, "insert into raw.domain (domain_code, domain_order) values (?, ?)", [domain, place])
