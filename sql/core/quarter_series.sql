-- What of each organisation in each prison, and in all of them, is watched by quarter; a quarter without rows is zero.
-- A number stands by itself, a mean is an amount divided by its weight, and a share is a part of its weight.
-- grain: organisation_code, prison_code, measure, period_code
-- adds up: no
with
quarters as (
    select period_code, start_date
    from core.period
    where period_level = 'quarter'
),

spans as (
    select organisation_code, prison_code, measure, kind, min(start_date) as first_day
    from core.quarter_amount
    join quarters using (period_code)
    group by all
),

-- A quarter of which the organisation delivered nothing at all is missing, not zero: another check tells of it.
delivered as (
    select distinct organisation_code, period_code
    from core.quarter_amount
)

select
    spans.organisation_code,
    spans.prison_code,
    spans.measure,
    quarters.period_code,
    quarters.start_date,
    spans.kind,
    coalesce(known.amount, 0) as amount,
    known.weight
from spans
join quarters on quarters.start_date >= spans.first_day
semi join delivered on spans.organisation_code = delivered.organisation_code and quarters.period_code = delivered.period_code
-- Left: a quarter without rows is zero, and has no mean and no shares.
left join core.quarter_amount as known
    on spans.organisation_code = known.organisation_code
    and spans.prison_code is not distinct from known.prison_code
    and spans.measure = known.measure
    and quarters.period_code = known.period_code
where known.amount is not null or spans.kind = 'number'
