-- The offer of organisations in prisons, as partners delivered it.
-- grain: source_code, activity_id
-- adds up: no
select
    activity_id,
    prison_code,
    organisation_code,
    domain_code,
    subdomain_code,
    activity_name,
    form,
    target_group,
    objective_code,
    capacity,
    source_code,
    delivery_id,
    sheet,
    line
from raw.activity
