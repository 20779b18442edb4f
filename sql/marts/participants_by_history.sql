-- How many persons took part for the first time in a year, and how many had done so in the twelve months before.
-- Not available where a prison did not deliver those twelve months: everybody would seem new.
-- grain: prison_code, period_code, history
-- parts: period_code
-- looks back: 12 months
-- adds up: no
with
in_period as (
    select distinct
        participation.prison_code,
        period.period_code,
        period.start_date,
        participation.person_number
    from core.participation as participation
    join core.headline_month as headline_month using (month_start)
    join core.period as period on headline_month.period_code = period.period_code
),

-- Someone who moved from another prison is not new to the offer.
returning_persons as (
    select distinct in_period.period_code, in_period.person_number
    from in_period
    join core.participation as earlier
        on in_period.person_number = earlier.person_number
        and earlier.month_start < in_period.start_date
        and earlier.month_start >= in_period.start_date - interval 12 month
),

counted as (
    select
        in_period.prison_code,
        in_period.period_code,
        case when returning_persons.person_number is null then 'new' else 'returning' end as history,
        count(distinct in_period.person_number) as participants
    from in_period
    -- Left: who has no earlier month is new.
    left join returning_persons using (period_code, person_number)
    group by cube (in_period.prison_code, history), in_period.period_code
),

groups as (
    select *
    from (values ('new'), ('returning'), (null)) as groups (history)
),

parts as (
    select
        known.prison_code,
        known.period_code,
        counted.history,
        counted.participants
    from counted
    join core.history_known as known
        on counted.period_code = known.period_code
        and counted.prison_code is not distinct from known.prison_code
    union all by name
    select known.prison_code, known.period_code, groups.history, 0 as participants
    from core.history_known as known
    cross join groups
    union all by name
    select reporting_grid.prison_code, reporting_grid.period_code, groups.history
    from core.reporting_grid as reporting_grid
    cross join groups
    where reporting_grid.domain_code is null
)

select
    prison_code,
    period_code,
    history,
    sum(participants)::bigint as participants
from parts
group by all
