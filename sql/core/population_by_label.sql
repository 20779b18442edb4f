-- The average daily population of each prison by group, and the different persons who stayed: the marts are cuts of it.
-- grain: prison_code, period_code, dimension, label
-- adds up: no
with
complete_periods as (
    select breakdown, period_code
    from core.population_group as of_prisons
    group by breakdown, period_code
    -- All prisons together are known only when none is missing.
    having
        count(distinct prison_code) = (
            select count(distinct reporting_grid.prison_code)
            from core.reporting_grid as reporting_grid
            where reporting_grid.period_code = of_prisons.period_code
        )
),

parts as (
    select prison_code, period_code, breakdown, category, average_population
    from core.population_group
    union all by name
    select null as prison_code, period_code, breakdown, category, average_population
    from core.population_group
    semi join complete_periods using (breakdown, period_code)
    union all by name
    select prison_code, period_code, breakdown, category, persons_stayed
    from core.stayed
)

select
    prison_code,
    period_code,
    breakdown as dimension,
    category as label,
    sum(average_population)::decimal(18, 4) as average_population,
    sum(persons_stayed)::bigint as persons_stayed
from parts
group by all
