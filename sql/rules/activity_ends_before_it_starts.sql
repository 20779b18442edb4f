-- Het aanbod eindigt voor het begint.
-- severity: error
-- column: end_date
select
    delivery_id,
    sheet,
    line
from raw.activity
where end_date < start_date
