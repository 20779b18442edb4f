-- How many different persons of each prison took part, by the age that they reach in the year.
-- Every total is counted anew from the persons, never summed.
-- grain: prison_code, period_code, age_band
-- parts: period_code
-- adds up: no
select
    prison_code,
    period_code,
    label as age_band,
    participants
from core.participants_by_label
where dimension = 'age_band'
