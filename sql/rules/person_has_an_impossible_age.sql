-- Wie hier verblijft, is na het begin van de periode geboren of meer dan 120 jaar oud.
-- severity: error
-- column: birth_year
select
    delivery_id,
    sheet,
    line
from raw.person
where year(valid_from) - birth_year not between 0 and 120
