-- The totals that partners deliver without persons or sessions, each with the measure that it counts.
-- grain: source_code, organisation_code, prison_code, domain_code, subdomain_code, measure, period_code, form, unit
-- adds up: no
select
    count.organisation_code,
    count.prison_code,
    count.domain_code,
    count.subdomain_code,
    indicator.measure,
    indicator.adds_up_over_time,
    count.period_code,
    count.form,
    count.unit,
    count.value as total_value,
    count.source_code,
    count.delivery_id,
    count.sheet,
    count.line
from raw.count as count
join register.indicator as indicator on count.indicator_code in (indicator.indicator_code, indicator.measure)
