-- How many certificates, partial certificates and attestations were earned.
-- grain: prison_code, period_code, certificate_kind
-- parts: period_code
-- adds up: yes
select
    prison_code,
    period_code,
    label as certificate_kind,
    records as certificates,
    persons as certificates_persons
from core.records_by_label
where dimension = 'certificate_kind'
