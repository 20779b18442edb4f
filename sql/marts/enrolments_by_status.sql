-- How many persons applied for an activity in the period, by what became of it.
-- grain: prison_code, period_code, status
-- adds up: yes
with
counted as (
    select
        enrolment.prison_code,
        period.period_code,
        enrolment.status,
        count(*) as enrolments,
        count(distinct enrolment.person_id) as enrolments_persons
    from core.enrolment as enrolment
    join core.headline_month as period using (month_start)
    group by cube (enrolment.prison_code, enrolment.status), period.period_code
),

groups as (
    select status from core.enrolment
    union
    select null
),

delivered_or_not as (
    select
        reporting_grid.prison_code,
        reporting_grid.period_code,
        groups.status,
        case when reporting_grid.has_enrolments then 0 end as enrolments,
        case when reporting_grid.has_enrolments then 0 end as enrolments_persons
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
    status,
    sum(enrolments)::bigint as enrolments,
    sum(enrolments_persons)::bigint as enrolments_persons
from parts
group by all
