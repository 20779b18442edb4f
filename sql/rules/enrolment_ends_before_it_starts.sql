-- De inschrijving eindigt voor ze begint.
-- severity: error
-- column: end_date
select
    delivery_id,
    sheet,
    line
from raw.enrolment
where end_date < start_date
