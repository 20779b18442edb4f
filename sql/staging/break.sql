-- The days from which figures can't be compared with those before.
-- grain: break_date, prison_code, domain_code
-- adds up: no
select
    break_date,
    prison_code,
    domain_code
from raw.break
