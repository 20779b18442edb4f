"""A warehouse of any size: 38 prisons, 5 years, persons who stay, move and take part."""

from pipelines.database import Database, run
from tests.sql.warehouse import create_raw

PRISONS = 38
DOMAINS = ("welzijn", "onderwijs", "tewerkstelling", "cultuur", "sport", "gezondheid")
FIRST_DAY = "2021-01-01"
DAYS = 1826
STAY = 180
"""Days in a prison, after which a person moves to another."""
GROUP = 8
"""Attendances per session."""
DELIVERY = f"hash(number, 1) % 30 * 100 + date_diff('quarter', date '{FIRST_DAY}', session_date)"
"""Each organisation delivers a file each quarter."""
HEADLINE = """[
    year(session_date) || '-K' || quarter(session_date),
    year(session_date)::varchar,
    case when quarter(session_date) <= 2 then year(session_date) || '-JTD2' end,
    case when quarter(session_date) <= 3 then year(session_date) || '-JTD3' end
]"""
"""The periods of a day, as the marts have them."""


def fill(db: Database, attendances: int) -> None:
    """Create the raw tables and fill them with about so many attendances of 2021 to 2025."""
    create_raw(db)
    sessions, persons = attendances // GROUP, max(attendances // 250, 20_000)
    _reference(db)
    run(
        db,
        f"""insert into raw.person
        (person_id, prison_code, valid_from, valid_to, gender, birth_year, statuut, language_group, line)
        select
            lpad(to_hex(hash(person)), 32, '0'),
            'P' || (hash(person, stint) % {PRISONS}),
            date '{FIRST_DAY}' + ((hash(person) % {DAYS - STAY}) + stint * {STAY})::int,
            case when stint = 0 then date '{FIRST_DAY}' + ((hash(person) % {DAYS - STAY})::int + {STAY}) end,
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
            status, cancellation_reason, duration_hours, capacity, source_code, delivery_id, line)
        select
            'S' || number,
            'P' || (hash(number) % {PRISONS}),
            'O' || (hash(number, 1) % 30) as organisation_code,
            {list(DOMAINS)}[1 + (hash(number, 1) % 6)::int],
            'activity ' || (hash(number, 2) % 40),
            ['group', 'individual'][1 + (hash(number, 3) % 2)::int],
            date '{FIRST_DAY}' + (number * {DAYS} // {sessions})::int as session_date,
            case when hash(number, 4) % 10 = 0 then 'cancelled' else 'held' end,
            case when hash(number, 4) % 10 = 0 then ['strike', 'other'][1 + (hash(number, 5) % 2)::int] end,
            [1, 1.5, 2, 3][1 + (hash(number, 6) % 4)::int],
            12,
            organisation_code,
            {DELIVERY},
            number
        from range({sessions}) as sessions (number)""",
    )
    run(db, "create temp table present as " + PRESENT)
    run(
        db,
        f"""insert into raw.attendance (session_id, person_id, status, share, source_code, delivery_id, line)
        select distinct on (session_id, person_id)
            session.session_id,
            present.persons[1 + (hash(session.line, seat, 9) % len(present.persons))::int] as person_id,
            case when hash(session.line, seat) % 10 < 8 then 'present'
                when hash(session.line, seat) % 10 = 8 then 'partial' else 'absent' end,
            case when hash(session.line, seat) % 10 = 8 then 0.5 end,
            session.source_code,
            session.delivery_id,
            session.line
        from raw.session as session
        join present on session.prison_code = present.prison_code
            and date_trunc('month', session.session_date) = present.month_start
        cross join range({GROUP}) as seats (seat)""",
    )
    run(db, "drop table present")


PRESENT = f"""
select prison_code, month_start, list(person_id order by person_id) as persons
from raw.person
join range(date '2021-01-01', date '2026-01-01', interval 1 month) as months (month_start)
    on month_start >= date_trunc('month', valid_from) and month_start < coalesce(valid_to, valid_from + {STAY})
group by all
"""
"""Who is in which prison in which month: nobody takes part elsewhere."""


def _reference(db: Database) -> None:
    run(
        db,
        f"insert into raw.prison (prison_code, valid_from) "
        f"select 'P' || number, date '2000-01-01' from range({PRISONS}) as prisons (number)",
    )
    for place, domain in enumerate(DOMAINS):
        run(db, "insert into raw.domain (domain_code, domain_order) values (?, ?)", [domain, place])
