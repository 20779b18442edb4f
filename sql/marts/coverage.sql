-- How many of the held sessions have attendance recorded, and how full those with a known number of places were.
-- grain: prison_code, period_code, domain_code
-- parts: period_code
-- adds up: yes
with
counted as (
    select
        session.prison_code,
        period.period_code,
        session.domain_code,
        count(*) as sessions_held,
        count(*) filter (where session.is_recorded) as sessions_recorded,
        count(*) filter (where session.is_recorded and session.capacity is not null) as sessions_with_capacity,
        sum(session.capacity) filter (where session.is_recorded) as seats_offered,
        sum(session.attendants) filter (where session.capacity is not null) as seats_taken
    from core.session_reach as session
    join core.headline_month as period using (month_start)
    group by cube (session.prison_code, session.domain_code), period.period_code
),

delivered_or_not as (
    select
        prison_code,
        period_code,
        domain_code,
        case when has_sessions then 0 end as sessions_held,
        case when has_sessions then 0 end as sessions_recorded,
        case when has_sessions then 0 end as sessions_with_capacity,
        case when has_capacity then 0 end as seats_offered,
        case when has_capacity then 0 end as seats_taken
    from core.reporting_grid
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
    sum(sessions_held)::bigint as sessions_held,
    sum(sessions_recorded)::bigint as sessions_recorded,
    sum(sessions_with_capacity)::bigint as sessions_with_capacity,
    sum(seats_offered)::bigint as seats_offered,
    sum(seats_taken)::bigint as seats_taken
from parts
group by all
