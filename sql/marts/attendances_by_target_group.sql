-- How often detainees took part in the offer for each target group, and for how many hours.
-- grain: prison_code, period_code, target_group
-- parts: period_code
-- long: persons, heads and totals meet here
-- adds up: yes
with
of_persons as (
    select
        participation.prison_code,
        period.period_code,
        participation.target_group,
        sum(participation.attendances) as attendances,
        sum(participation.participant_hours) as participant_hours
    from core.participation as participation
    join core.headline_month as period using (month_start)
    group by cube (participation.prison_code, participation.target_group), period.period_code
),

of_heads as (
    select
        head_count.prison_code,
        period.period_code,
        head_count.target_group,
        sum(head_count.head_count) as attendances,
        sum(head_count.participant_hours) as participant_hours
    from core.head_count as head_count
    join core.headline_month as period using (month_start)
    group by cube (head_count.prison_code, head_count.target_group), period.period_code
),

totals as (
    select
        prison_code,
        period_code,
        target_group,
        sum(total_value) filter (where measure = 'attendances') as attendances,
        sum(total_value) filter (where measure = 'participant_hours') as participant_hours
    from (
        select *, 'unknown' as target_group
        from core.total
        where is_headline and unit = 'person' and measure in ('attendances', 'participant_hours')
    )
    group by cube (prison_code, target_group), period_code
),

groups as (
    select label as target_group
    from core.dimension_member
    where subject = 'session' and dimension = 'target_group'
    union
    select 'unknown'
    union
    select null
),

delivered_or_not as (
    select
        reporting_grid.prison_code,
        reporting_grid.period_code,
        groups.target_group,
        case when reporting_grid.has_attendances then 0 end as attendances,
        case when reporting_grid.has_participant_hours then 0 end as participant_hours,
        case when reporting_grid.has_persons then 0 end as persons
    from core.reporting_grid as reporting_grid
    cross join groups
    where reporting_grid.domain_code is null
),

parts as (
    select * from of_persons
    union all by name
    select prison_code, period_code, target_group, participants as persons
    from marts.participants_by_target_group
    union all by name
    select * from of_heads
    union all by name
    select * from totals
    union all by name
    select * from delivered_or_not
)

select
    prison_code,
    period_code,
    target_group,
    sum(attendances)::bigint as attendances,
    sum(persons)::bigint as attendances_persons,
    sum(participant_hours)::decimal(18, 4) as participant_hours,
    sum(persons)::bigint as participant_hours_persons
from parts
group by all
