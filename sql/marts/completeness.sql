-- How many of the deliveries that partners owe for each prison and period came in; a period with missing ones is not complete.
-- grain: prison_code, period_code
-- adds up: yes
with
owed as (
    select
        prison_code,
        period_code,
        count(*) as deliveries_expected,
        count(*) filter (where is_received) as deliveries_received,
        count(*) filter (where not is_received) as deliveries_missing
    from core.delivery_expected
    group by cube (prison_code), period_code
),

cells as (
    select prison_code, period_code
    from core.reporting_grid
    where domain_code is null
),

parts as (
    select * from cells
    union all by name
    select * from owed
)

select
    prison_code,
    period_code,
    sum(deliveries_expected)::bigint as deliveries_expected,
    sum(deliveries_received)::bigint as deliveries_received,
    sum(deliveries_missing)::bigint as deliveries_missing
from parts
group by all
