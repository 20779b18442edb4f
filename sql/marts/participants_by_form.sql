-- How many different persons of each prison took part in groups and individually.
-- Every total is counted anew from the persons, never summed.
-- grain: prison_code, period_code, form
-- parts: period_code
-- adds up: no
select
    prison_code,
    period_code,
    label as form,
    participants
from core.participants_by_label
where dimension = 'form'
