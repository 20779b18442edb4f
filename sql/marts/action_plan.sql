-- The targets of the local action plan of each prison; results are laid beside them from published figures.
-- grain: prison_code, period_code, objective_code, domain_code, measure
-- adds up: no
select
    prison_code,
    target_year::varchar as period_code,
    objective_code,
    domain_code,
    measure,
    target_value
from core.target
