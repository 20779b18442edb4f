-- The average daily population of each prison by statuut, and the different persons who stayed: denominators by group.
-- grain: prison_code, period_code, statuut
-- adds up: no
with
of_prisons as (
    select prison_code, period_code, category, average_population
    from core.population_group
    where breakdown = 'statuut'
),

complete_periods as (
    select period_code
    from of_prisons
    group by period_code
    -- All prisons together are known only when none is missing.
    having
        count(distinct prison_code) = (
            select count(distinct reporting_grid.prison_code)
            from core.reporting_grid as reporting_grid
            where reporting_grid.period_code = of_prisons.period_code
        )
),

parts as (
    select * from of_prisons
    union all by name
    select null as prison_code, period_code, category, average_population
    from of_prisons
    semi join complete_periods using (period_code)
    union all by name
    select prison_code, period_code, category, persons_stayed
    from core.stayed
    where breakdown = 'statuut'
)

select
    prison_code,
    period_code,
    category as statuut,
    sum(average_population)::decimal(18, 4) as average_population,
    sum(persons_stayed)::bigint as persons_stayed
from parts
group by all
