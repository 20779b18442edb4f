-- The prisons with the time in which they exist under that name, and the one that took over.
-- grain: prison_code, valid_from
-- adds up: no
select
    prison_code,
    prison_name,
    valid_from,
    valid_to,
    successor_code
from raw.prison
