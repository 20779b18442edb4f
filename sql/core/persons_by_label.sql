-- How many different persons stand behind the attendances of each label of the workspace's own dimensions.
-- A null prison is all of them; what no label is told of is unknown.
-- grain: dimension, label, prison_code, period_code
-- adds up: no
with
dimensions as (
    select distinct dimension
    from core.label_member
),

attended as (
    select
        dimensions.dimension,
        coalesce(session_label.label, 'unknown') as label,
        attendance.prison_code,
        attendance.month_start,
        attendance.person_number
    from core.attendance as attendance
    cross join dimensions
    join core.session as session using (session_key)
    -- Left: a session may bear no label of the dimension.
    left join staging.session_label as session_label
        on session.source_code = session_label.source_code
        and session.session_id = session_label.session_id
        and dimensions.dimension = session_label.dimension
    where attendance.is_attended
)

select
    attended.dimension,
    attended.label,
    attended.prison_code,
    period.period_code,
    count(distinct attended.person_number) as persons
from attended
join core.headline_month as period using (month_start)
group by cube (attended.prison_code), attended.dimension, attended.label, period.period_code
