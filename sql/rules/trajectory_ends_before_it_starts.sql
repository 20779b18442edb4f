-- Het traject eindigt voor het begint.
-- severity: error
-- column: end_date
select
    delivery_id,
    sheet,
    line
from raw.trajectory
where end_date < start_date
