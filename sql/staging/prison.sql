-- The prisons with the time in which they exist under that name.
-- grain: prison_code, valid_from
-- adds up: no
select
    prison_code,
    valid_from,
    valid_to
from raw.prison
