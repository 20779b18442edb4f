-- How many evaluations and certificates there were in each domain.
-- grain: prison_code, period_code, domain_code
-- adds up: yes
with
counted as (
    select
        certificate.prison_code,
        period.period_code,
        certificate.domain_code,
        count(*) as evaluations,
        count(distinct certificate.person_id) as evaluations_persons,
        count(*) filter (where certificate.is_passed) as certificates,
        count(distinct certificate.person_id) filter (where certificate.is_passed) as certificates_persons
    from core.certificate as certificate
    join core.headline_month as period using (month_start)
    group by cube (certificate.prison_code, certificate.domain_code), period.period_code
),

totals as (
    select
        prison_code,
        period_code,
        domain_code,
        sum(total_value) filter (where measure = 'evaluations') as evaluations,
        sum(total_value) filter (where measure = 'certificates') as certificates
    from core.total
    where is_headline
    group by cube (prison_code, domain_code), period_code
),

delivered_or_not as (
    select
        prison_code,
        period_code,
        domain_code,
        case when has_certificates then 0 end as evaluations,
        case when has_certificates then 0 end as evaluations_persons,
        case when has_certificates then 0 end as certificates,
        case when has_certificates then 0 end as certificates_persons
    from core.reporting_grid
),

parts as (
    select * from counted
    union all by name
    select * from totals
    union all by name
    select * from delivered_or_not
)

select
    prison_code,
    period_code,
    domain_code,
    sum(evaluations)::bigint as evaluations,
    sum(evaluations_persons)::bigint as evaluations_persons,
    sum(certificates)::bigint as certificates,
    sum(certificates_persons)::bigint as certificates_persons
from parts
group by all
