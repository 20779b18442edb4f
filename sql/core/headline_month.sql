-- The months of the quarters, years and years to date, which every mart shows.
-- grain: period_code, month_start
-- parts: period_code
-- adds up: no
select period_code, month_start
from core.period_month
where is_headline
