-- The population of each prison by group, in the periods that it states: the denominators of breakdowns.
-- grain: prison_code, period_code, breakdown, category
-- adds up: yes
select
    population.prison_code,
    population.period_code,
    population.breakdown,
    population.category,
    population.average_population
from staging.population as population
join core.period as period using (period_code)
where population.breakdown != 'all' and period.is_headline and population.average_population is not null
qualify row_number() over (
    partition by population.prison_code, population.period_code, population.breakdown, population.category
    order by population.source_code, population.delivery_id, population.line
) = 1
