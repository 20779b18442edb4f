-- What is missing of each period: the deliveries that did not come or break off, with the rows they usually have.
-- grain: source_code, dataset, prison_code, period_code
-- long: a delivery is missing as a whole or in part, each measured against what is usual
-- adds up: yes
with
quarters as (
    select period_code, start_date, end_date
    from core.period
    where period_level = 'quarter'
),

delivered as (
    select
        delivery_month.source_code,
        delivery_month.dataset,
        delivery_month.prison_code,
        headline_month.period_code,
        sum(delivery_month.delivered_rows) as delivered_rows
    from core.delivery_month as delivery_month
    join core.headline_month as headline_month using (month_start)
    group by all
),

usual as (
    select source_code, dataset, prison_code, median(delivered_rows) as usual_rows
    from delivered
    semi join quarters using (period_code)
    -- A quarter that breaks off is not usual.
    anti join (
        from core.delivery_expected
        where not is_received
    ) as broken using (source_code, dataset, prison_code, period_code)
    group by all
),

usual_of_any as (
    select dataset, median(usual_rows) as usual_rows
    from usual
    group by dataset
),

by_part as (
    select
        expected.source_code,
        expected.dataset,
        expected.prison_code,
        expected.period_code,
        expected.is_longer,
        greatest(
            -- A partner that never delivered is taken to be as large as the others.
            coalesce(usual.usual_rows, usual_of_any.usual_rows, 1)
            * date_diff('month', period.start_date, period.end_date) / 3
            - coalesce(delivered.delivered_rows, 0),
            0
        ) as missing_rows
    from core.delivery_expected as expected
    join core.period as period using (period_code)
    -- Left: of a partner that never delivered nothing is usual.
    left join usual using (source_code, dataset, prison_code)
    left join usual_of_any using (dataset)
    -- Left: most of what is missing is missing whole.
    left join delivered
        on expected.source_code = delivered.source_code
        and expected.dataset = delivered.dataset
        and expected.prison_code = delivered.prison_code
        and expected.period_code = delivered.period_code
    where not expected.is_received
)

select
    source_code,
    dataset,
    prison_code,
    period_code,
    is_longer,
    missing_rows::decimal(18, 1) as missing_rows
from by_part
where not is_longer
union all
select
    longer.source_code,
    longer.dataset,
    longer.prison_code,
    longer.period_code,
    longer.is_longer,
    sum(part.missing_rows)::decimal(18, 1) as missing_rows
from by_part as longer
join core.period as period on longer.period_code = period.period_code
join by_part as part
    on longer.source_code = part.source_code
    and longer.dataset = part.dataset
    and longer.prison_code = part.prison_code
join quarters
    on part.period_code = quarters.period_code
    and quarters.start_date >= period.start_date
    and quarters.end_date <= period.end_date
where longer.is_longer
group by all
