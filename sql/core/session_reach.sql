-- The held sessions with how many came, where that was recorded.
-- grain: session_key
-- parts: month_start
-- adds up: yes
with
by_name as (
    select session_key, count(*) filter (where is_attended) as attendants
    from core.attendance
    where status in ('present', 'partial', 'absent')
    group by session_key
)

select
    session.session_key,
    session.prison_code,
    session.domain_code,
    session.form,
    session.month_start,
    session.capacity,
    coalesce(by_name.attendants, head_count.head_count) as attendants,
    coalesce(by_name.attendants, head_count.head_count) is not null as is_recorded,
    session.delivery_id,
    session.sheet,
    session.line
from core.session as session
-- Left: of a session nobody may have recorded who came, or how many.
left join by_name using (session_key)
left join core.head_count as head_count using (session_key)
where session.status = 'held'
