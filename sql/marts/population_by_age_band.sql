-- The average daily population of each prison by age band: the denominator of participation by group.
-- grain: prison_code, period_code, age_band
-- adds up: yes
with
of_prisons as (
    select prison_code, period_code, category as age_band, average_population
    from core.population_group
    where breakdown = 'age_band'
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
)

select prison_code, period_code, age_band, average_population
from of_prisons
union all
select null as prison_code, period_code, age_band, sum(average_population)::decimal(18, 4) as average_population
from of_prisons
semi join complete_periods using (period_code)
group by period_code, age_band
