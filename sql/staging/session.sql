-- The dated moments at which an activity was planned, as partners delivered them.
-- grain: source_code, session_id
-- adds up: no
select
    session_id,
    activity_id,
    prison_code,
    organisation_code,
    domain_code,
    subdomain_code,
    activity_name,
    form,
    target_group,
    session_date,
    duration_hours,
    status,
    cancellation_reason,
    capacity,
    supervision_hours,
    head_count,
    unit,
    family_count,
    source_code,
    delivery_id,
    sheet,
    line
from raw.session
