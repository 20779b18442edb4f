-- How many different persons of each prison took part, by gender.
-- Every total is counted anew from the persons, never summed.
-- grain: prison_code, period_code, gender
-- parts: period_code
-- adds up: no
select
    prison_code,
    period_code,
    label as gender,
    participants
from core.participants_by_label
where dimension = 'gender'
