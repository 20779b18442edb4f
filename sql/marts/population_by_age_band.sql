-- The average daily population of each prison by age band, and the different persons who stayed: denominators by group.
-- grain: prison_code, period_code, age_band
-- adds up: no
select
    prison_code,
    period_code,
    label as age_band,
    average_population,
    persons_stayed
from core.population_by_label
where dimension = 'age_band'
