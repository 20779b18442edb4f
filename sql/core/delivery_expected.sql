-- Which partner had to deliver what by the end of each period, and whether its rows reach that end.
-- A period is whole when the partner's rows reach its last month: the calendar alone does not tell.
-- grain: source_code, dataset, prison_code, period_code
-- adds up: no
with
units as (
    select
        expected.source_code,
        expected.dataset,
        expected.prison_code is null as is_for_all,
        scope.prison_code,
        period.period_code,
        period.start_date,
        period.end_date
    from staging.expected as expected
    join core.period as period
        on expected.valid_from < period.end_date
        and coalesce(expected.valid_to, date '9999-12-31') > period.start_date
        -- Who delivers by year owes nothing by quarter.
        and (expected.frequency != 'year' or period.period_level = 'year')
    join core.scope as scope
        on period.period_code = scope.period_code
        and coalesce(expected.prison_code, scope.prison_code) = scope.prison_code
    where period.is_headline and scope.domain_code is null
)

select
    units.source_code,
    units.dataset,
    units.prison_code,
    units.period_code,
    coalesce(
        bool_or(delivery.month_start >= units.start_date and delivery.month_start < units.end_date)
        and bool_or(delivery.month_start >= units.end_date - interval 1 month),
        false
    ) as is_received
from units
-- Left: what did not come at all is what we look for.
left join core.delivery_month as delivery
    on units.source_code = delivery.source_code
    and units.dataset = delivery.dataset
    -- A file for all prisons together says "none" of a prison that it leaves out.
    and (units.is_for_all or units.prison_code = delivery.prison_code)
group by all
