-- The average daily population of each prison by statuut, and the different persons who stayed: denominators by group.
-- grain: prison_code, period_code, statuut
-- adds up: no
select
    prison_code,
    period_code,
    label as statuut,
    average_population,
    persons_stayed
from core.population_by_label
where dimension = 'statuut'
