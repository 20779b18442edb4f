-- How often somebody who was expected did not come to a held session, by reason.
-- grain: prison_code, period_code, absence_reason
-- parts: period_code
-- adds up: yes
with
counted as (
    select
        absence.prison_code,
        period.period_code,
        absence.absence_reason,
        count(*) as absences,
        count(distinct absence.person_number) as absences_persons
    from core.absence as absence
    join core.headline_month as period using (month_start)
    group by cube (absence.prison_code, absence.absence_reason), period.period_code
),

groups as (
    select label as absence_reason
    from core.dimension_member
    where subject = 'absence' and dimension = 'absence_reason'
    union all
    select null
),

delivered_or_not as (
    select
        reporting_grid.prison_code,
        reporting_grid.period_code,
        groups.absence_reason,
        case when reporting_grid.has_persons then 0 end as absences,
        case when reporting_grid.has_persons then 0 end as absences_persons
    from core.reporting_grid as reporting_grid
    cross join groups
    where reporting_grid.domain_code is null
),

parts as (
    select * from counted
    union all by name
    select * from delivered_or_not
)

select
    prison_code,
    period_code,
    absence_reason,
    sum(absences)::bigint as absences,
    sum(absences_persons)::bigint as absences_persons
from parts
group by all
