-- How many different persons of each prison took part in the offer of each organisation.
-- Every total is counted anew from the persons, never summed.
-- grain: prison_code, period_code, organisation_code
-- parts: period_code
-- adds up: no
select
    prison_code,
    period_code,
    label as organisation_code,
    participants
from core.participants_by_label
where dimension = 'organisation_code'
