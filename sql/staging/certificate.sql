-- The evaluations of persons for a certificate, as partners delivered them.
-- grain: source_code, certificate_id
-- adds up: no
select
    certificate_id,
    person_id,
    prison_code,
    organisation_code,
    domain_code,
    subdomain_code,
    evaluated_date,
    result,
    certificate_kind,
    source_code,
    delivery_id,
    sheet,
    line
from raw.certificate
