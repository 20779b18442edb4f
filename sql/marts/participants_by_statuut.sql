-- How many different persons of each prison took part, by their statuut at the day of the session.
-- Every total is counted anew from the persons, never summed.
-- grain: prison_code, period_code, statuut
-- parts: period_code
-- adds up: no
with
counted as (
    select
        participation.prison_code,
        period.period_code,
        participation.statuut,
        count(distinct participation.person_number) as participants
    from core.participation as participation
    join core.headline_month as period using (month_start)
    group by grouping sets ((participation.prison_code, participation.statuut), (participation.statuut)), period.period_code
),

groups as (
    select label as statuut
    from core.dimension_member
    where subject in ('participation', 'stay') and dimension = 'statuut'
    union
    select null
),

delivered_or_not as (
    select
        reporting_grid.prison_code,
        reporting_grid.period_code,
        groups.statuut,
        case when reporting_grid.has_persons then 0 end as participants
    from core.reporting_grid as reporting_grid
    cross join groups
    where reporting_grid.domain_code is null
),

parts as (
    select * from counted
    union all by name
    select participants.prison_code, participants.period_code, participants.participants
    from core.participants as participants
    join core.period as period using (period_code)
    where period.is_headline
    union all by name
    select * from delivered_or_not
)

select
    prison_code,
    period_code,
    statuut,
    sum(participants)::bigint as participants
from parts
group by all
