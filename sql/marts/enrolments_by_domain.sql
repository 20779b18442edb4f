-- How many persons applied for an activity in each domain.
-- grain: prison_code, period_code, domain_code
-- adds up: yes
with
counted as (
    select
        enrolment.prison_code,
        period.period_code,
        enrolment.domain_code,
        count(*) as enrolments,
        count(distinct enrolment.person_id) as enrolments_persons
    from core.enrolment as enrolment
    join core.headline_month as period using (month_start)
    group by cube (enrolment.prison_code, enrolment.domain_code), period.period_code
),

totals as (
    select
        prison_code,
        period_code,
        domain_code,
        sum(total_value) filter (where measure = 'enrolments') as enrolments
    from core.total
    where is_headline
    group by cube (prison_code, domain_code), period_code
),

delivered_or_not as (
    select
        prison_code,
        period_code,
        domain_code,
        case when has_enrolments then 0 end as enrolments,
        case when has_enrolments then 0 end as enrolments_persons
    from core.reporting_grid
),

parts as (
    select * from counted
    union all by name
    select * from totals
    union all by name
    select * from delivered_or_not
)

select
    prison_code,
    period_code,
    domain_code,
    sum(enrolments)::bigint as enrolments,
    sum(enrolments_persons)::bigint as enrolments_persons
from parts
group by all
