-- Capacity and population of each prison in the periods that it states or that its quarters cover.
-- A longer period has the average by days of its quarters and the capacity of the last one.
-- grain: prison_code, period_code
-- adds up: no
with
stated as (
    select
        population.prison_code,
        period.period_code,
        period.period_level,
        period.start_date,
        period.end_date,
        population.capacity_official,
        population.beds,
        population.average_population,
        population.throughput
    from staging.population as population
    join core.period as period using (period_code)
    where population.breakdown = 'all'
    qualify row_number() over (
        partition by population.prison_code, population.period_code
        order by population.source_code, population.delivery_id, population.line
    ) = 1
),

from_quarters as (
    select
        stated.prison_code,
        period.period_code,
        max_by(stated.capacity_official, stated.start_date) as capacity_official,
        max_by(stated.beds, stated.start_date) as beds,
        sum(stated.average_population * (stated.end_date - stated.start_date))
        / sum(stated.end_date - stated.start_date) as average_population
    from stated
    join core.period as period on stated.start_date >= period.start_date and stated.end_date <= period.end_date
    where stated.period_level = 'quarter' and period.period_level in ('year', 'year_to_date')
    group by all
    -- Only when every day of the period is covered.
    having sum(stated.end_date - stated.start_date) = any_value(period.end_date - period.start_date)
)

select
    prison_code,
    period_code,
    coalesce(stated.capacity_official, from_quarters.capacity_official) as capacity_official,
    coalesce(stated.beds, from_quarters.beds) as beds,
    coalesce(stated.average_population, from_quarters.average_population)::decimal(18, 4)
        as average_population,
    stated.throughput
from stated
full join from_quarters using (prison_code, period_code)
