-- The quarters that a source owes which the list of expected deliveries does not name: as its own rows tell.
-- It owes those in which it has rows; when it falls silent it owes, for a year, the quarters that it had
-- the year before.
-- grain: source_code, dataset, prison_code, period_code
-- adds up: no
with
spans as (
    select source_code, dataset, min(first_month) as first_month, max(last_month) as last_month
    from core.delivery_reach
    anti join staging.expected as expected using (source_code)
    group by all
),

had as (
    select distinct delivery_month.source_code, delivery_month.dataset, quarter.start_date
    from core.delivery_month as delivery_month
    join core.period as quarter
        on delivery_month.month_start >= quarter.start_date and delivery_month.month_start < quarter.end_date
    where quarter.period_level = 'quarter'
),

quarters as (
    select spans.source_code, spans.dataset, quarter.period_code
    from spans
    join core.period as quarter
        on quarter.period_level = 'quarter'
        and quarter.end_date > spans.first_month
        and quarter.start_date <= spans.last_month + interval 12 month
    -- Left: a quarter without rows is what we look for.
    left join had as had_it
        on spans.source_code = had_it.source_code
        and spans.dataset = had_it.dataset
        and quarter.start_date = had_it.start_date
    -- Left: nor need there be rows a year before.
    left join had as year_before
        on spans.source_code = year_before.source_code
        and spans.dataset = year_before.dataset
        and quarter.start_date - interval 12 month = year_before.start_date
    where
        had_it.start_date is not null
        or (
            quarter.start_date > spans.last_month
            and (year_before.start_date is not null or spans.first_month > quarter.start_date - interval 12 month)
        )
),

places as (
    select distinct source_code, dataset, prison_code
    from core.delivery_reach
)

select quarters.source_code, quarters.dataset, places.prison_code, quarters.period_code
from quarters
join places using (source_code, dataset)
