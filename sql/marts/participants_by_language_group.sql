-- How many different persons of each prison took part, by language group.
-- Every total is counted anew from the persons, never summed.
-- grain: prison_code, period_code, language_group
-- parts: period_code
-- adds up: no
select
    prison_code,
    period_code,
    label as language_group,
    participants
from core.participants_by_label
where dimension = 'language_group'
