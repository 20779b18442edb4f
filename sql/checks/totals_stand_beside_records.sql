-- Deze totalen tellen niet mee, want dezelfde partner leverde voor die periode ook gegevens per sessie of persoon.
-- severity: information
select
    count.source_code,
    count.delivery_id,
    count.line,
    count.organisation_code,
    count.prison_code,
    count.domain_code,
    count.measure,
    count.period_code
from staging.count as count
join core.period as period using (period_code)
anti join core.total as total
    on count.delivery_id = total.delivery_id
    and count.organisation_code = total.organisation_code
    and count.prison_code = total.prison_code
    and count.domain_code = total.domain_code
    and count.measure = total.measure
    and count.period_code = total.total_period
