-- Who applied for which activity and what became of it, as partners delivered it.
-- grain: source_code, enrolment_id
-- adds up: no
select
    enrolment_id,
    activity_id,
    prison_code,
    organisation_code,
    domain_code,
    subdomain_code,
    person_id,
    status,
    applied_date,
    start_date,
    end_date,
    source_code,
    delivery_id,
    sheet,
    line
from raw.enrolment
