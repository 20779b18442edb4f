-- How many persons took part for the first time in a year, and how many had done so in the twelve months before.
-- Not available where those twelve months were not delivered: everybody would seem new.
-- grain: prison_code, period_code, history
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

known as (
    select distinct period.period_code, delivered.prison_code
    from core.period as period
    join core.delivered as delivered on delivered.month_start = period.start_date - interval 12 month
    where delivered.subject = 'persons'
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
    semi join known using (period_code)
    group by cube (in_period.prison_code, history), in_period.period_code
),

delivered_or_not as (
    select
        scope.prison_code,
        scope.period_code,
        groups.history,
        case when scope.has_persons and known.period_code is not null then 0 end as participants
    from core.scope as scope
    cross join (values ('new'), ('returning'), (null)) as groups (history)
    -- Left: of a first year nobody knows who came before.
    left join (select distinct period_code from known) as known on scope.period_code = known.period_code
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
    history,
    sum(participants)::bigint as participants
from parts
group by all
