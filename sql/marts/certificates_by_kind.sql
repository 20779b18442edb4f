-- How many certificates, partial certificates and attestations were earned.
-- grain: prison_code, period_code, certificate_kind
-- adds up: yes
with
counted as (
    select
        certificate.prison_code,
        period.period_code,
        certificate.certificate_kind,
        count(*) as certificates,
        count(distinct certificate.person_id) as certificates_persons
    from core.certificate as certificate
    join core.headline_month as period using (month_start)
    where certificate.is_passed
    group by cube (certificate.prison_code, certificate.certificate_kind), period.period_code
),

groups as (
    select certificate_kind from core.certificate
    union
    select null
),

delivered_or_not as (
    select
        reporting_grid.prison_code,
        reporting_grid.period_code,
        groups.certificate_kind,
        case when reporting_grid.has_certificates then 0 end as certificates,
        case when reporting_grid.has_certificates then 0 end as certificates_persons
    from core.reporting_grid as reporting_grid
    cross join groups
    where reporting_grid.domain_code is null
),

parts as (
    select * from counted
    union all by name
    select * from delivered_or_not
)

select
    prison_code,
    period_code,
    certificate_kind,
    sum(certificates)::bigint as certificates,
    sum(certificates_persons)::bigint as certificates_persons
from parts
group by all
