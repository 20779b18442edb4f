-- Deze totalen of doelstellingen noemen een maat die niet bestaat of die men niet kan tellen; ze tellen nergens mee.
-- severity: warning
with
stated as (
    select source_code, delivery_id, sheet, line, organisation_code, prison_code, indicator_code, true as is_total
    from raw.count
    union all by name
    select source_code, delivery_id, sheet, line, prison_code, indicator_code, false as is_total
    from raw.target
)

select
    stated.source_code,
    stated.delivery_id,
    stated.sheet,
    stated.line,
    stated.organisation_code,
    stated.prison_code,
    stated.indicator_code
from stated
-- A rate is never stated as a total: it follows from what it divides.
anti join register.indicator as indicator
    on stated.indicator_code in (indicator.indicator_code, indicator.measure)
    and (indicator.is_count or not stated.is_total)
