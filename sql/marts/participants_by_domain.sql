-- How many different persons of each prison took part in each domain.
-- Every total is counted anew from the persons, never summed.
-- grain: prison_code, period_code, domain_code
-- adds up: no
with
counted as (
    select
        attendance.prison_code,
        headline_month.period_code,
        attendance.domain_code,
        count(distinct attendance.person_id) as participants
    from core.attendance as attendance
    join core.headline_month as headline_month using (month_start)
    where attendance.is_attended
    group by cube (attendance.prison_code, attendance.domain_code), headline_month.period_code
),

delivered_or_not as (
    select
        scope.prison_code,
        scope.period_code,
        scope.domain_code,
        case when scope.has_persons then 0 end as participants
    from core.scope as scope
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
    sum(participants)::bigint as participants
from parts
group by all
