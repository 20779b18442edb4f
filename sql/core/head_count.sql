-- The held sessions of which only the number of attendants is known, not who they were.
-- grain: session_key
-- parts: month_start
-- adds up: yes
select
    session.session_key,
    session.session_id,
    session.prison_code,
    session.organisation_code,
    session.domain_code,
    session.subdomain_code,
    session.form,
    session.target_group,
    session.session_date,
    session.month_start,
    session.head_count,
    (session.head_count * session.duration_hours)::decimal(18, 4) as participant_hours,
    session.source_code,
    session.delivery_id,
    session.sheet,
    session.line
from core.session as session
anti join core.attendance as attendance using (session_key)
where
    session.status = 'held'
    and session.head_count is not null
    -- Children, families and couples on a visit are counted by themselves.
    and session.unit = 'person'
