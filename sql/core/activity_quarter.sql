-- What each delivery says of each activity in each quarter: the pieces of which unusual figures are made.
-- grain: organisation_code, prison_code, activity_key, period_code, delivery_id
-- parts: period_code
-- adds up: yes
with
quarters as (
    select period_code, start_date, end_date
    from core.period
    where period_level = 'quarter'
),

same_twice as (
    select session_key
    from core.session
    -- What comes again on the same day, as long and with as many, may be the same session under a new number.
    qualify row_number() over (
        partition by activity_key, session_date, status, duration_hours, head_count
        order by session_key
    ) > 1
)

select
    session.organisation_code,
    session.prison_code,
    session.activity_key,
    min(session.activity_name) as activity_name,
    quarters.period_code,
    quarters.start_date,
    session.delivery_id,
    count(*) as sessions_planned,
    count(*) filter (where session.status = 'cancelled') as sessions_cancelled,
    count(*) filter (where same_twice.session_key is not null) as sessions_twice,
    count(*) filter (where month(session.session_date) = month(quarters.start_date)) as sessions_month_1,
    count(*) filter (where month(session.session_date) = month(quarters.start_date) + 1) as sessions_month_2,
    count(*) filter (where month(session.session_date) = month(quarters.start_date) + 2) as sessions_month_3,
    sum(session.duration_hours) filter (where session.status = 'held') as session_hours,
    count(session.duration_hours) filter (where session.status = 'held') as sessions_with_hours,
    sum(reach.attendants) as attendances,
    count(reach.attendants) as sessions_recorded,
    max(reach.attendants) as largest_group
from core.session as session
join quarters on session.session_date >= quarters.start_date and session.session_date < quarters.end_date
-- Left: most sessions come once.
left join same_twice using (session_key)
-- Left: of a session that was not held, or not recorded, nobody knows how many came.
left join core.session_reach as reach using (session_key)
group by
    session.organisation_code,
    session.prison_code,
    session.activity_key,
    quarters.period_code,
    quarters.start_date,
    session.delivery_id
