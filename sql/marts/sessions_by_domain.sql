-- How many activities and sessions each prison planned and held in each domain, with their hours.
-- grain: prison_code, period_code, domain_code
-- parts: period_code
-- long: nine measures, from records and from totals
-- adds up: yes
with
in_period as (
    select
        headline_month.period_code,
        session.prison_code,
        session.domain_code,
        session.activity_key,
        session.has_activity,
        session.status,
        session.duration_hours,
        session.supervision_hours
    from core.session as session
    join core.headline_month as headline_month using (month_start)
),

counted as (
    select
        prison_code,
        period_code,
        domain_code,
        count(distinct activity_key) filter (where status = 'held') as activities,
        -- One session of which nobody knows the activity, and how many there were is not known.
        coalesce(bool_or(status = 'held' and not has_activity), false) as has_unknown_activity,
        count(*) as sessions_planned,
        count(*) filter (where status = 'held') as sessions_held,
        count(*) filter (where status = 'cancelled') as sessions_cancelled,
        count(*) filter (where status = 'moved') as sessions_moved,
        -- A session that is still "planned" after its day was never recorded.
        count(*) filter (where status in ('not_recorded', 'planned')) as sessions_not_recorded,
        sum(duration_hours) filter (where status = 'held') as session_hours,
        sum(supervision_hours) filter (where status = 'held') as supervision_hours
    from in_period
    group by
        grouping sets (
            (prison_code, period_code, domain_code),
            (prison_code, period_code),
            (period_code, domain_code),
            (period_code)
        )
),

totals as (
    select
        prison_code,
        period_code,
        domain_code,
        sum(total_value) filter (where measure = 'activities') as activities,
        sum(total_value) filter (where measure = 'sessions_planned') as sessions_planned,
        sum(total_value) filter (where measure = 'sessions_held') as sessions_held,
        sum(total_value) filter (where measure = 'sessions_cancelled') as sessions_cancelled,
        sum(total_value) filter (where measure = 'sessions_moved') as sessions_moved,
        sum(total_value) filter (where measure = 'sessions_not_recorded') as sessions_not_recorded,
        sum(total_value) filter (where measure = 'session_hours') as session_hours,
        sum(total_value) filter (where measure = 'supervision_hours') as supervision_hours
    from core.total
    where is_headline
    group by
        grouping sets (
            (prison_code, period_code, domain_code),
            (prison_code, period_code),
            (period_code, domain_code),
            (period_code)
        )
),

delivered_or_not as (
    select
        prison_code,
        period_code,
        domain_code,
        case when has_sessions then 0 end as activities,
        case when has_sessions then 0 end as sessions_planned,
        case when has_sessions then 0 end as sessions_held,
        case when has_sessions then 0 end as sessions_cancelled,
        case when has_sessions then 0 end as sessions_moved,
        case when has_sessions then 0 end as sessions_not_recorded,
        case when has_session_hours then 0 end as session_hours,
        case when has_supervision_hours then 0 end as supervision_hours
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
    case when not coalesce(bool_or(has_unknown_activity), false) then sum(activities)::bigint end as activities,
    sum(sessions_planned)::bigint as sessions_planned,
    sum(sessions_held)::bigint as sessions_held,
    sum(sessions_cancelled)::bigint as sessions_cancelled,
    sum(sessions_moved)::bigint as sessions_moved,
    sum(sessions_not_recorded)::bigint as sessions_not_recorded,
    sum(session_hours)::decimal(18, 4) as session_hours,
    sum(supervision_hours)::decimal(18, 4) as supervision_hours
from parts
group by all
