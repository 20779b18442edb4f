-- How many different persons stayed at least a day in each prison, and in all of them, whole and by group.
-- Counted only where the list of stays is whole: it comes within 1 percent of what the prison states.
-- By group only where each group holds at least 20 persons.
-- grain: period_code, prison_code, breakdown, category
-- long: whether a list of stays is whole is told per prison, per year to date and of all together
-- adds up: no
with
stays as (
    select
        stay.person_id,
        stay.prison_code,
        period.period_code,
        unnest([
            { 'breakdown': 'all', 'category': 'all' },
            { 'breakdown': 'gender', 'category': stay.gender },
            { 'breakdown': 'statuut', 'category': stay.statuut },
            { 'breakdown': 'language_group', 'category': stay.language_group },
            {
                'breakdown': 'age_band',
                'category': case
                    when stay.birth_year is null then 'unknown'
                    when year(period.start_date) - stay.birth_year < 25 then '18-24'
                    when year(period.start_date) - stay.birth_year < 35 then '25-34'
                    when year(period.start_date) - stay.birth_year < 50 then '35-49'
                    else '50+'
                end
            }
        ], recursive := true)
    from core.stay as stay
    join core.period as period on stay.start_date < period.end_date and stay.end_date > period.start_date
    where period.is_headline
),

counted as (
    select
        period_code,
        prison_code,
        breakdown,
        category,
        count(distinct person_id) as persons_stayed
    from stays
    group by grouping sets (
        (period_code, prison_code, breakdown, category),
        (period_code, breakdown, category)
    )
),

agreeing as (
    select counted.period_code, counted.prison_code
    from counted
    join core.population as population using (period_code, prison_code)
    where
        counted.breakdown = 'all'
        and abs(counted.persons_stayed - population.throughput) <= 0.01 * population.throughput
),

whole as (
    select * from agreeing
    union
    -- A year to date is stated by nobody: its list is whole when that of each of its quarters is.
    select period.period_code, agreeing.prison_code
    from core.period as period
    join core.period as quarter on quarter.start_date >= period.start_date and quarter.end_date <= period.end_date
    join agreeing on quarter.period_code = agreeing.period_code
    where period.period_level = 'year_to_date' and quarter.period_level = 'quarter'
    group by period.period_code, agreeing.prison_code, period.start_date, period.end_date
    having count(*) = date_diff('quarter', period.start_date, period.end_date)
),

whole_everywhere as (
    select reporting_grid.period_code
    from core.reporting_grid as reporting_grid
    -- Left: a prison without a whole list makes all prisons together unknown.
    left join whole using (period_code, prison_code)
    where reporting_grid.prison_code is not null and reporting_grid.domain_code is null
    group by reporting_grid.period_code
    having count(*) = count(whole.prison_code)
),

known as (
    select counted.*
    from counted
    semi join whole using (period_code, prison_code)
    union all
    select counted.*
    from counted
    semi join whole_everywhere using (period_code)
    where counted.prison_code is null
)

select *
from known
-- A group of fewer could be counted back from the others, and its share would say more about chance.
qualify breakdown = 'all' or min(persons_stayed) over (partition by period_code, prison_code, breakdown) >= 20
