-- The stints of persons in prisons with the statuut of that time.
-- grain: source_code, person_id, valid_from
-- adds up: no
select
    person_id,
    prison_code,
    valid_from,
    valid_to,
    gender,
    birth_year,
    statuut,
    regime,
    language_group,
    source_code,
    delivery_id,
    sheet,
    line
from raw.person
