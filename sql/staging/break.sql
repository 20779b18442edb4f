-- The days from which figures can't be compared with those before, with what changed.
-- grain: break_date, prison_code, domain_code
-- adds up: no
select
    break_date,
    prison_code,
    domain_code,
    note_nl,
    note_fr,
    note_en
from raw.break
