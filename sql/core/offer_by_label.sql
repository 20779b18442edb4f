-- What sessions and totals come to by each label of the workspace's own dimensions, measure by measure.
-- grain: dimension, label, prison_code, period_code, measure
-- adds up: yes
with
attended as (
    select session_key, count(*) as attendances, sum(participant_hours) as participant_hours
    from core.attendance
    where is_attended
    group by session_key
    union all
    select session_key, head_count, participant_hours
    from core.head_count
),

sessions as (
    select
        session_label.dimension,
        session_label.label,
        session.prison_code,
        period.period_code,
        unnest([
            { 'measure': 'sessions_held', 'part': (session.status = 'held')::int::decimal(38, 4) },
            { 'measure': 'attendances', 'part': attended.attendances::decimal(38, 4) },
            { 'measure': 'participant_hours', 'part': attended.participant_hours::decimal(38, 4) }
        ], recursive := true)
    from staging.session_label as session_label
    join core.session as session using (source_code, session_id)
    join core.headline_month as period using (month_start)
    -- Left: of a session nobody may have recorded who came.
    left join attended using (session_key)
),

totals as (
    select dimension, label, prison_code, period_code, measure, label_value as part
    from core.total_by_label
    where
        is_headline
        and (unit = 'person' or measure not in ('attendances', 'participant_hours'))
),

parts as (
    select * from sessions
    union all by name
    select * from totals
)

select
    dimension,
    label,
    prison_code,
    period_code,
    measure,
    sum(part)::decimal(38, 4) as label_value
from parts
where label != 'unknown' and part is not null
group by all
