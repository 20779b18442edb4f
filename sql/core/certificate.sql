-- The evaluations of persons before the cut-off.
-- grain: source_code, certificate_id
-- parts: month_start
-- adds up: yes
select
    certificate_id,
    person_id,
    prison_code,
    organisation_code,
    coalesce(domain_code, 'unknown') as domain_code,
    coalesce(subdomain_code, 'unknown') as subdomain_code,
    date_trunc('month', evaluated_date)::date as month_start,
    result = 'passed' as is_passed,
    coalesce(certificate_kind, 'unknown') as certificate_kind,
    source_code,
    delivery_id,
    sheet,
    line
from staging.certificate
where evaluated_date < $last_date
