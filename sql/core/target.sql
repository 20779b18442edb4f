-- The targets of the years that the report shows.
-- grain: objective_code, prison_code, target_year
-- adds up: no
select
    objective_code,
    prison_code,
    target_year,
    domain_code,
    measure,
    target_value::decimal(18, 4) as target_value
from staging.target
where target_year between $report_year - 5 and $report_year
