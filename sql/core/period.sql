-- The periods that have ended, with their first day and the first day after.
-- grain: period_code
-- parts: period_code
-- adds up: no
select
    period_level,
    period_code,
    is_headline,
    min(month_start) as start_date,
    (max(month_start) + interval 1 month)::date as end_date
from core.period_month
group by all
