-- The guidance of a person by a partner from start to end, as partners delivered it.
-- grain: source_code, trajectory_id
-- adds up: no
select
    trajectory_id,
    person_id,
    prison_code,
    organisation_code,
    domain_code,
    subdomain_code,
    start_date,
    end_date,
    end_status,
    end_reason,
    source_code,
    delivery_id,
    sheet,
    line
from raw.trajectory
