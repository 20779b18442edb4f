-- Capacity and population of each prison: the denominators of the report.
-- grain: prison_code, period_code
-- adds up: no
with
cells as (
    select
        reporting_grid.prison_code,
        reporting_grid.period_code,
        population.capacity_official,
        population.beds,
        population.average_population,
        -- A year to date is counted: nobody states it.
        coalesce(population.throughput, stayed.persons_stayed) as throughput
    from core.reporting_grid as reporting_grid
    -- Left: a prison whose population nobody delivered is not available.
    left join core.population as population using (prison_code, period_code)
    -- Left: the list of stays is not whole everywhere.
    left join (
        select prison_code, period_code, persons_stayed
        from core.stayed
        where breakdown = 'all'
    ) as stayed using (prison_code, period_code)
    where reporting_grid.domain_code is null and reporting_grid.prison_code is not null
)

select
    prison_code,
    period_code,
    capacity_official::bigint as capacity_official,
    beds::bigint as beds,
    average_population,
    throughput::bigint as throughput
from cells
union all
-- All prisons: only when none is missing; throughput is of persons, who are never summed but counted anew.
select
    null as prison_code,
    period_code,
    case when count(capacity_official) = count(*) then sum(capacity_official) end::bigint as capacity_official,
    case when count(beds) = count(*) then sum(beds) end::bigint as beds,
    case when count(average_population) = count(*) then sum(average_population) end::decimal(18, 4)
        as average_population,
    any_value(everywhere.persons_stayed)::bigint as throughput
from cells
-- Left: where the lists of stays are not whole nobody knows how many different persons stayed.
left join (
    select period_code, persons_stayed
    from core.stayed
    where prison_code is null and breakdown = 'all'
) as everywhere using (period_code)
group by period_code
