-- Wie hier verblijft, was bij het begin van de periode jonger dan 16 of ouder dan 90.
-- severity: warning
select
    delivery_id,
    sheet,
    line
from raw.person
where year(valid_from) - birth_year not between 16 and 90
