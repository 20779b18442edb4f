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
    -- Who registers from when till when registers how long.
    coalesce(
        duration_hours,
        case when end_time > start_time then date_diff('minute', start_time, end_time) / 60.0 end
    )::decimal(18, 4) as duration_hours,
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
