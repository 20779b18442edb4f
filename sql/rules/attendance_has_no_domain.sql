-- De sessie van deze aanwezigheid heeft geen domein; ze telt bij "onbekend domein".
-- severity: warning
with
known_activities as (
    select activity_id
    from raw.activity
    where domain_code is not null or subdomain_code is not null
),

sessions as (
    select
        session_id,
        bool_or(
            domain_code is not null
            or subdomain_code is not null
            or coalesce(activity_id in (select activity_id from known_activities), false)
        ) as has_domain
    from raw.session
    group by session_id
)

select
    attendance.delivery_id,
    attendance.sheet,
    attendance.line
from raw.attendance as attendance
join sessions using (session_id)
where not sessions.has_domain
