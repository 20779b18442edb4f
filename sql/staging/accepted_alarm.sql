-- The unusual figures that somebody looked at and found right, with who and why.
-- grain: organisation_code, prison_code, period_code
-- adds up: no
select
    organisation_code,
    prison_code,
    period_code,
    accepted_by,
    accepted_date,
    reason
from raw.accepted_alarm
