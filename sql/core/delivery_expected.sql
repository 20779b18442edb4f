-- Which partner had to deliver what by the end of each period, and whether its rows reach that end.
-- The calendar alone does not tell: a file may break off in the middle of a quarter.
-- grain: source_code, dataset, prison_code, period_code
-- long: what is owed, what came of it, and what that makes of longer periods
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

stated as (
    select distinct source_code, dataset, prison_code, true as is_stated
    from core.delivery_month
    where dataset in ('count', 'population', 'staff')
),

-- With the months that have rows; of totals also for each prison by itself.
filled as (
    select
        delivery_month.source_code,
        delivery_month.dataset,
        delivery_month.prison_code,
        period_month.period_code,
        count(distinct delivery_month.month_start) as months
    from core.delivery_month as delivery_month
    join core.headline_month as period_month using (month_start)
    group by grouping sets (
        (delivery_month.source_code, delivery_month.dataset, period_month.period_code),
        (delivery_month.source_code, delivery_month.dataset, period_month.period_code, delivery_month.prison_code)
    )
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
                -- Totals of fewer months than a year before are not all there.
                and (stated.is_stated is null or filled.months >= coalesce(year_before.months, 0))
                and reach.first_month < period.end_date
                -- A year's file may end with a quiet month; a source with rare rows with several.
                and date_diff('month', reach.last_month, period.end_date)
                <= greatest(reach.months_between, case period.period_level when 'year' then 3 else 1 end)
            ),
            false
        ) as is_received
    from owed
    join core.period as period using (period_code)
    -- Left: only some sources give totals, and a delivery may pass over a period that it should hold.
    left join stated using (source_code, dataset, prison_code)
    left join filled
        on owed.source_code = filled.source_code
        and owed.dataset = filled.dataset
        and owed.period_code = filled.period_code
        and filled.prison_code is not distinct from case when stated.is_stated then owed.prison_code end
    -- Left: nor need there be totals of a year before.
    left join core.period as earlier
        on period.period_level = earlier.period_level
        and period.start_date - interval 12 months = earlier.start_date
    left join filled as year_before
        on owed.source_code = year_before.source_code
        and owed.dataset = year_before.dataset
        and earlier.period_code = year_before.period_code
        and owed.prison_code = year_before.prison_code
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
