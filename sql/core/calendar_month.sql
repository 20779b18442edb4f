-- The months of each month and each school year, from September to August, that is shown as the calendar.
-- grain: period_code, month_start
-- adds up: no
with
calendar as (
    select period.period_code
    from core.period as period
    cross join core.first_delivery as first_delivery
    where
        period.period_level = 'month'
        -- Of a school year that began before the first delivery nobody knows the whole.
        or (period.period_level = 'school_year' and period.start_date >= first_delivery.first_day)
)

select period_month.period_code, period_month.month_start
from core.period_month as period_month
semi join calendar using (period_code)
