-- How many different persons of each prison took part, by the age that they reach in the year.
-- Every total is counted anew from the persons, never summed.
-- grain: prison_code, period_code, age_band
-- adds up: no
with
counted as (
    select
        attendance.prison_code,
        headline_month.period_code,
        attendance.age_band,
        count(distinct attendance.person_id) as participants
    from core.attendance as attendance
    join core.headline_month as headline_month using (month_start)
    where attendance.is_attended
    group by cube (attendance.prison_code, attendance.age_band), headline_month.period_code
),

groups as (
    select age_band
    from core.attendance
    where is_attended
    union
    select null
),

delivered_or_not as (
    select
        scope.prison_code,
        scope.period_code,
        groups.age_band,
        case when scope.has_persons then 0 end as participants
    from core.scope as scope
    cross join groups
    where scope.domain_code is null
),

parts as (
    select * from counted
    union all by name
    select * from delivered_or_not
)

select
    prison_code,
    period_code,
    age_band,
    sum(participants)::bigint as participants
from parts
group by all
