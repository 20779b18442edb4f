-- Er zijn meer deelnemers dan plaatsen.
-- severity: warning
with
present as (
    select
        session_id,
        count(*) as participants
    from raw.attendance
    where status in ('present', 'partial')
    group by all
),

places as (
    select
        activity_id,
        max(capacity) as capacity
    from raw.activity
    group by all
)

select
    session.delivery_id,
    session.sheet,
    session.line
from raw.session as session
-- Left: many activities have no number of places, and many sessions no list of persons.
left join places using (activity_id)
left join present using (session_id)
where greatest(session.head_count, present.participants) > coalesce(session.capacity, places.capacity)
