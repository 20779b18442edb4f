-- How many activities and sessions each prison planned and held for each target group; totals of partners say of none.
-- grain: prison_code, period_code, target_group
-- parts: period_code
-- long: nine measures, from records and from totals
-- adds up: yes
with
counted as (
    select
        session.prison_code,
        period.period_code,
        session.target_group,
        count(distinct session.activity_key) filter (where session.status = 'held') as activities,
        count(*) as sessions_planned,
        count(*) filter (where session.status = 'held') as sessions_held,
        count(*) filter (where session.status = 'cancelled') as sessions_cancelled,
        sum(session.duration_hours) filter (where session.status = 'held') as session_hours
    from core.session as session
    join core.headline_month as period using (month_start)
    group by cube (session.prison_code, session.target_group), period.period_code
),

totals as (
    select
        prison_code,
        period_code,
        target_group,
        sum(total_value) filter (where measure = 'activities') as activities,
        sum(total_value) filter (where measure = 'sessions_planned') as sessions_planned,
        sum(total_value) filter (where measure = 'sessions_held') as sessions_held,
        sum(total_value) filter (where measure = 'sessions_cancelled') as sessions_cancelled,
        sum(total_value) filter (where measure = 'session_hours') as session_hours
    from (
        select *, 'unknown' as target_group
        from core.total
        where is_headline
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
        case when reporting_grid.has_sessions then 0 end as activities,
        case when reporting_grid.has_sessions then 0 end as sessions_planned,
        case when reporting_grid.has_sessions then 0 end as sessions_held,
        case when reporting_grid.has_sessions then 0 end as sessions_cancelled,
        case when reporting_grid.has_session_hours then 0 end as session_hours
    from core.reporting_grid as reporting_grid
    cross join groups
    where reporting_grid.domain_code is null
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
    target_group,
    sum(activities)::bigint as activities,
    sum(sessions_planned)::bigint as sessions_planned,
    sum(sessions_held)::bigint as sessions_held,
    sum(sessions_cancelled)::bigint as sessions_cancelled,
    sum(session_hours)::decimal(18, 4) as session_hours
from parts
group by all
