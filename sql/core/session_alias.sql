-- Which session a number in the attendances of a source means.
-- grain: source_code, session_id
-- parts: month_start
-- adds up: no
with
unshared_sessions as (
    select session_id, session_key, month_start
    from core.session
    qualify count(*) over (partition by session_id) = 1
),

without_own_session as (
    select distinct attendance.source_code, attendance.session_id
    from staging.attendance as attendance
    anti join staging.session as own using (source_code, session_id)
)

select source_code, session_id, session_key, month_start
from core.session
union all
-- A partner may deliver sessions in one file and attendances in another: then the number must be one of a kind.
select
    without_own_session.source_code,
    without_own_session.session_id,
    unshared_sessions.session_key,
    unshared_sessions.month_start
from without_own_session
join unshared_sessions using (session_id)
