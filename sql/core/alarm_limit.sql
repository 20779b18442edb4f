-- How far from the middle of its band a watched figure of a quarter may lie before it is an alarm.
-- grain: period_code
-- adds up: no
with
watched as (
    select period_code, count(*) as figures
    from core.quarter_band
    group by period_code
),

-- So far from the middle that among all figures of a quarter chance alone does it once in two quarters:
-- the normal quantile after Abramowitz and Stegun 26.2.23.
tails as (
    select period_code, sqrt(-2 * ln(0.25 / figures)) as tail
    from watched
)

select
    period_code,
    tail - (2.515517 + 0.802853 * tail + 0.010328 * tail ** 2)
    / (1 + 1.432788 * tail + 0.189269 * tail ** 2 + 0.001308 * tail ** 3) as limit_distance
from tails
