"""Each mart as one would write it by hand for these data: one query on the raw tables, nothing shared, nothing missing."""

from collections.abc import Mapping

from tests.benchmarks.flanders import HEADLINE

SESSIONS = f"""
with sessions as (
    select session.*, unnest({HEADLINE}) as period_code
    from raw.session as session
)
select prison_code, period_code, {{key}},
    count(*) as sessions_planned,
    count(*) filter (where status = 'held') as sessions_held,
    count(*) filter (where status = 'cancelled') as sessions_cancelled,
    count(distinct (organisation_code, prison_code, activity_name)) filter (where status = 'held') as activities,
    sum(duration_hours) filter (where status = 'held') as session_hours
from sessions
where period_code is not null
group by cube (prison_code, {{key}}), period_code
"""

CAME = """
with came as (
    select session.*, attendance.person_id, attendance.share, unnest({periods}) as period_code
    from raw.attendance as attendance
    join raw.session as session using (source_code, session_id)
    where session.status = 'held' and attendance.status in ('present', 'partial')
)
select {keys}, period_code,
    count(*) as attendances,
    sum(coalesce(share, 1) * duration_hours) as participant_hours,
    count(distinct person_id) as participants
from came
where period_code is not null
group by cube ({keys}), period_code
"""
ATTENDANCES = CAME.replace("{periods}", HEADLINE)

AS_THEY_WERE = f"""
with came as (
    select session.prison_code, attendance.person_id, person.{{key}}, unnest({HEADLINE}) as period_code
    from raw.attendance as attendance
    join raw.session as session using (source_code, session_id)
    asof left join raw.person as person
        on attendance.person_id = person.person_id and session.session_date >= person.valid_from
    where session.status = 'held' and attendance.status in ('present', 'partial')
)
select prison_code, period_code, {{key}}, count(distinct person_id) as participants
from came
where period_code is not null
group by cube (prison_code, {{key}}), period_code
"""

EXPECTED = f"""
with expected as (
    select session.*, attendance.person_id, attendance.status as came, unnest({HEADLINE}) as period_code
    from raw.attendance as attendance
    join raw.session as session using (source_code, session_id)
    where session.status = 'held'
)
select prison_code, period_code, {{key}},
    count(*) filter (where came = 'absent') as absences,
    count(distinct person_id) filter (where came = 'absent') as absences_persons,
    count(*) filter (where came in ('present', 'partial', 'absent')) as expected_attendances,
    count(*) filter (where came in ('present', 'partial')) as recorded_attendances,
    count(distinct person_id) as expected_attendances_persons
from expected
where period_code is not null
group by cube (prison_code, {{key}}), period_code
"""

DOMAINS_TAKEN = f"""
with came as (
    select session.prison_code, session.domain_code, attendance.person_id, unnest({HEADLINE}) as period_code
    from raw.attendance as attendance
    join raw.session as session using (source_code, session_id)
    where session.status = 'held' and attendance.status in ('present', 'partial')
),
per_person as (
    select prison_code, period_code, person_id, count(distinct domain_code) as domains
    from came
    where period_code is not null
    group by grouping sets ((prison_code, period_code, person_id), (period_code, person_id))
)
select prison_code, period_code, least(domains, 3) as domains_taken, count(*) as participants
from per_person
group by grouping sets ((prison_code, period_code, domains_taken), (prison_code, period_code))
"""

COVERAGE = f"""
with reach as (
    select session_id, source_code, count(*) filter (where status in ('present', 'partial')) as attendants
    from raw.attendance
    group by all
),
sessions as (
    select session.*, reach.attendants, unnest({HEADLINE}) as period_code
    from raw.session as session
    left join reach using (source_code, session_id)
    where session.status = 'held'
)
select prison_code, period_code, domain_code,
    count(*) as sessions_held,
    count(attendants) as sessions_recorded,
    sum(capacity) filter (where attendants is not null) as seats_offered,
    sum(attendants) as seats_taken
from sessions
where period_code is not null
group by cube (prison_code, domain_code), period_code
"""

CALENDAR = """[
    strftime(session_date, '%Y-%m'),
    year(session_date - interval 8 month) || '-' || (year(session_date - interval 8 month) + 1)
]"""

BY_HAND: Mapping[str, str] = {
    **{
        f"sessions_by_{key}": SESSIONS.format(key=f"{key}_code")
        for key in ("domain", "organisation", "subdomain")
    },
    **{f"sessions_by_{key}": SESSIONS.format(key=key) for key in ("form", "target_group")},
    "cancellations_by_reason": SESSIONS.format(key="cancellation_reason"),
    "attendances_by_domain": ATTENDANCES.format(keys="prison_code, domain_code, form"),
    **{
        f"{what}_by_{key}": ATTENDANCES.format(keys=f"prison_code, {key}_code")
        for what in ("attendances", "participants")
        for key in ("organisation", "subdomain")
    },
    "attendances_by_target_group": ATTENDANCES.format(keys="prison_code, target_group"),
    "attendances_by_recording": ATTENDANCES.format(keys="prison_code"),
    "participants_by_domain": ATTENDANCES.format(keys="prison_code, domain_code"),
    **{
        f"participants_by_{key}": ATTENDANCES.format(keys=f"prison_code, {key}")
        for key in ("form", "target_group")
    },
    **{
        f"participants_by_{key}": AS_THEY_WERE.format(key=key)
        for key in ("gender", "statuut", "regime", "language_group")
    },
    "participants_by_age_band": AS_THEY_WERE.format(key="birth_year").replace(
        "person.birth_year", "(year(session_date) - person.birth_year) // 10 as birth_year"
    ),
    "participants_by_domains_taken": DOMAINS_TAKEN,
    "attendance_status": EXPECTED.format(key="domain_code"),
    "absences_by_reason": EXPECTED.format(key="absence_reason").replace(
        "attendance.status as came", "attendance.status as came, attendance.absence_reason"
    ),
    "coverage": COVERAGE,
    "offer_by_calendar": CAME.replace("{periods}", CALENDAR).format(keys="prison_code, domain_code"),
}
"""What the marts hold that are made from sessions, attendances and persons; participants_by_history is left out."""
