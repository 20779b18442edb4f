-- The average daily population of each prison by language group, and the different persons who stayed: denominators by group.
-- grain: prison_code, period_code, language_group
-- adds up: no
select
    prison_code,
    period_code,
    label as language_group,
    average_population,
    persons_stayed
from core.population_by_label
where dimension = 'language_group'
