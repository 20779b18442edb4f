-- Capacity and population of prisons by period, also by group.
-- grain: source_code, prison_code, period_code, breakdown, category
-- adds up: no
select
    prison_code,
    period_code,
    breakdown,
    category,
    capacity_official,
    beds,
    average_population,
    throughput,
    source_code,
    delivery_id,
    sheet,
    line
from raw.population
