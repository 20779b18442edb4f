-- The first day of which anything was delivered.
-- grain: first_day
-- adds up: no
select min(first_day) as first_day
from (
    select month_start as first_day
    from core.delivered_month
    union all
    select period.start_date
    from core.total as total
    join core.period as period on total.total_period = period.period_code
)
