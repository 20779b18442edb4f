-- The partner organisations with the time in which they exist under that name, and the one they went into.
-- grain: organisation_code, valid_from
-- adds up: no
select
    organisation_code,
    organisation_name,
    valid_from,
    valid_to,
    successor_code
from raw.organisation
