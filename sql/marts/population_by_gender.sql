-- The average daily population of each prison by gender, and the different persons who stayed: denominators by group.
-- grain: prison_code, period_code, gender
-- adds up: no
select
    prison_code,
    period_code,
    label as gender,
    average_population,
    persons_stayed
from core.population_by_label
where dimension = 'gender'
