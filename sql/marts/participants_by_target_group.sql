-- How many different persons of each prison took part in the offer for each target group.
-- Every total is counted anew from the persons, never summed.
-- grain: prison_code, period_code, target_group
-- parts: period_code
-- adds up: no
select
    prison_code,
    period_code,
    label as target_group,
    participants
from core.participants_by_label
where dimension = 'target_group'
