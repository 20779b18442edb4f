-- How many activities and sessions each prison planned and held, by each label of the offer: the marts are cuts of it.
-- Totals of partners say nothing of target groups.
-- grain: prison_code, period_code, dimension, label
-- parts: period_code
-- long: five measures, from records and from totals
-- adds up: yes
with
labelled as (
    select
        session.prison_code,
        period.period_code,
        session.activity_key,
        session.has_activity,
        session.status,
        session.duration_hours,
        unnest([
            { 'dimension': 'form', 'label': session.form },
            { 'dimension': 'target_group', 'label': session.target_group },
            { 'dimension': 'subdomain_code', 'label': session.subdomain_code },
            { 'dimension': 'organisation_code', 'label': organisation.shown_code }
        ], recursive := true)
    from core.session as session
    join core.organisation as organisation using (organisation_code)
    join core.headline_month as period using (month_start)
),

counted as (
    select
        prison_code,
        period_code,
        dimension,
        label,
        count(distinct activity_key) filter (where status = 'held') as activities,
        coalesce(bool_or(status = 'held' and not has_activity), false) as has_unknown_activity,
        count(*) as sessions_planned,
        count(*) filter (where status = 'held') as sessions_held,
        count(*) filter (where status = 'cancelled') as sessions_cancelled,
        sum(duration_hours) filter (where status = 'held') as session_hours
    from labelled
    group by cube (prison_code, label), dimension, period_code
),

labelled_totals as (
    select
        total.prison_code,
        total.period_code,
        total.measure,
        total.total_value,
        unnest([
            { 'dimension': 'form', 'label': total.form },
            { 'dimension': 'target_group', 'label': 'unknown' },
            { 'dimension': 'subdomain_code', 'label': total.subdomain_code },
            { 'dimension': 'organisation_code', 'label': organisation.shown_code }
        ], recursive := true)
    from core.total as total
    join core.organisation as organisation using (organisation_code)
    where total.is_headline
),

totals as (
    select
        prison_code,
        period_code,
        dimension,
        label,
        sum(total_value) filter (where measure = 'activities') as activities,
        sum(total_value) filter (where measure = 'sessions_planned') as sessions_planned,
        sum(total_value) filter (where measure = 'sessions_held') as sessions_held,
        sum(total_value) filter (where measure = 'sessions_cancelled') as sessions_cancelled,
        sum(total_value) filter (where measure = 'session_hours') as session_hours
    from labelled_totals
    group by cube (prison_code, label), dimension, period_code
),

parts as (
    select * from counted
    union all by name
    select * from totals
    union all by name
    select
        prison_code,
        period_code,
        dimension,
        label,
        sessions as activities,
        sessions as sessions_planned,
        sessions as sessions_held,
        sessions as sessions_cancelled,
        session_hours
    from core.label_frame
)

select
    prison_code,
    period_code,
    dimension,
    label,
    case when not coalesce(bool_or(has_unknown_activity), false) then sum(activities)::bigint end as activities,
    sum(sessions_planned)::bigint as sessions_planned,
    sum(sessions_held)::bigint as sessions_held,
    sum(sessions_cancelled)::bigint as sessions_cancelled,
    sum(session_hours)::decimal(18, 4) as session_hours
from parts
group by all
