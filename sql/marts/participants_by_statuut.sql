-- How many different persons of each prison took part, by their statuut at the day of the session.
-- Every total is counted anew from the persons, never summed.
-- grain: prison_code, period_code, statuut
-- parts: period_code
-- adds up: no
select
    prison_code,
    period_code,
    label as statuut,
    participants
from core.participants_by_label
where dimension = 'statuut'
