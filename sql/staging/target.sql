-- The objectives of the local action plans, each with the measure and the value to reach.
-- grain: objective_code, prison_code, target_year
-- adds up: no
select
    target.objective_code,
    target.prison_code,
    target.year as target_year,
    target.domain_code,
    indicator.measure,
    target.target_value,
    target.source_code,
    target.delivery_id,
    target.sheet,
    target.line
from raw.target as target
join register.indicator as indicator on target.indicator_code in (indicator.indicator_code, indicator.measure)
