-- De periode in de gevangenis eindigt voor ze begint.
-- severity: error
-- column: valid_to
select
    delivery_id,
    sheet,
    line
from raw.person
where valid_to < valid_from
