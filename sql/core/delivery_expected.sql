-- Which partner had to deliver what by the end of each period, and whether its rows reach that end.
-- The calendar alone does not tell: a file may break off in the middle of a quarter.
-- grain: source_code, dataset, prison_code, period_code
-- adds up: no
with
owed as (
    select expected.source_code, expected.dataset, reporting_grid.prison_code, period.period_code
    from staging.expected as expected
    join core.period as period
        on expected.valid_from < period.end_date
        and coalesce(expected.valid_to, date '9999-12-31') > period.start_date
        -- Who delivers by year is late only when the year is over.
        and period.period_level = case when expected.frequency = 'year' then 'year' else 'quarter' end
    join core.reporting_grid as reporting_grid
        on period.period_code = reporting_grid.period_code
        and coalesce(expected.prison_code, reporting_grid.prison_code) = reporting_grid.prison_code
    where reporting_grid.domain_code is null
    union
    select source_code, dataset, prison_code, period_code
    from core.delivery_assumed
),

filled as (
    select distinct delivery_month.source_code, delivery_month.dataset, period_month.period_code
    from core.delivery_month as delivery_month
    join core.headline_month as period_month using (month_start)
),

by_part as (
    select
        owed.source_code,
        owed.dataset,
        owed.prison_code,
        owed.period_code,
        coalesce(
            bool_or(
                filled.period_code is not null
                and reach.first_month < period.end_date
                -- A year's file may end with a quiet month; a source with rare rows with several.
                and date_diff('month', reach.last_month, period.end_date)
                <= greatest(reach.months_between, case period.period_level when 'year' then 3 else 1 end)
            ),
            false
        ) as is_received
    from owed
    join core.period as period using (period_code)
    -- Left: a delivery may pass over a period that it should hold.
    left join filled using (source_code, dataset, period_code)
    -- Left: what did not come at all is what we look for.
    left join core.delivery_reach as reach
        on owed.source_code = reach.source_code
        and owed.dataset = reach.dataset
        and owed.prison_code = reach.prison_code
    group by all
),

with_longer as (
    select source_code, dataset, prison_code, period_code, is_received, false as is_longer
    from by_part
    union all
    -- A year is there when each of its quarters is.
    select part.source_code, part.dataset, part.prison_code, whole.period_code, part.is_received, true
    from by_part as part
    join core.period as quarter using (period_code)
    join core.period as whole
        on quarter.start_date >= whole.start_date and quarter.end_date <= whole.end_date
    where quarter.period_level = 'quarter' and whole.period_level in ('year', 'year_to_date')
)

select
    source_code,
    dataset,
    prison_code,
    period_code,
    bool_and(is_received) as is_received,
    bool_and(is_longer) as is_longer
from with_longer
group by all
