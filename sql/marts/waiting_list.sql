-- How many persons waited for an activity on the last day of the period, and how long those who began in it had waited.
-- grain: prison_code, period_code, domain_code
-- adds up: no
with
waiting as (
    select
        enrolment.prison_code,
        period.period_code,
        enrolment.domain_code,
        count(distinct enrolment.person_id) as persons_waiting
    from core.enrolment as enrolment
    join core.period as period
        on enrolment.applied_date < period.end_date
        -- Who began later waited then; who is still on the list waits until something else is known.
        and (enrolment.start_date >= period.end_date or (enrolment.start_date is null and enrolment.status = 'waiting'))
        and coalesce(enrolment.end_date, date '9999-12-31') >= period.end_date
    where period.is_headline
    group by cube (enrolment.prison_code, enrolment.domain_code), period.period_code
),

begun as (
    select
        enrolment.prison_code,
        period.period_code,
        enrolment.domain_code,
        median(enrolment.start_date - enrolment.applied_date) as waiting_days_median,
        count(distinct enrolment.person_id) as waiting_days_median_persons
    from core.enrolment as enrolment
    join core.headline_month as period on enrolment.started_month = period.month_start
    where enrolment.start_date >= enrolment.applied_date
    group by cube (enrolment.prison_code, enrolment.domain_code), period.period_code
),

delivered_or_not as (
    select
        prison_code,
        period_code,
        domain_code,
        case when has_enrolments then 0 end as persons_waiting
    from core.reporting_grid
),

parts as (
    select * from waiting
    union all by name
    select * from begun
    union all by name
    select * from delivered_or_not
)

select
    prison_code,
    period_code,
    domain_code,
    sum(persons_waiting)::bigint as persons_waiting,
    -- One row of a cell has a median: there is nothing to sum.
    max(waiting_days_median)::decimal(18, 1) as waiting_days_median,
    max(waiting_days_median_persons)::bigint as waiting_days_median_persons
from parts
group by all
