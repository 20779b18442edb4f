-- How many of the persons who were expected at held sessions came, per domain.
-- grain: prison_code, period_code, domain_code
-- adds up: yes
with
counted as (
    select
        attendance.prison_code,
        period.period_code,
        attendance.domain_code,
        count(*) filter (where attendance.is_attended or attendance.status = 'absent') as expected_attendances,
        count(distinct attendance.person_id) filter (where attendance.is_attended or attendance.status = 'absent')
            as expected_attendances_persons,
        count(*) filter (where attendance.is_attended) as recorded_attendances,
        count(distinct attendance.person_id) filter (where attendance.is_attended) as recorded_attendances_persons
    from core.attendance as attendance
    join core.headline_month as period using (month_start)
    where attendance.is_held
    group by cube (attendance.prison_code, attendance.domain_code), period.period_code
),

delivered_or_not as (
    select
        prison_code,
        period_code,
        domain_code,
        case when has_persons then 0 end as expected_attendances,
        case when has_persons then 0 end as expected_attendances_persons,
        case when has_persons then 0 end as recorded_attendances,
        case when has_persons then 0 end as recorded_attendances_persons
    from core.scope
),

parts as (
    select * from counted
    union all by name
    select * from delivered_or_not
)

select
    prison_code,
    period_code,
    domain_code,
    sum(expected_attendances)::bigint as expected_attendances,
    sum(expected_attendances_persons)::bigint as expected_attendances_persons,
    sum(recorded_attendances)::bigint as recorded_attendances,
    sum(recorded_attendances_persons)::bigint as recorded_attendances_persons
from parts
group by all
