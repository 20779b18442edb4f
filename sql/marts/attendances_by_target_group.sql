-- How often detainees took part in the offer for each target group, and for how many hours.
-- grain: prison_code, period_code, target_group
-- parts: period_code
-- adds up: yes
select
    prison_code,
    period_code,
    label as target_group,
    attendances,
    persons as attendances_persons,
    participant_hours,
    persons as participant_hours_persons
from core.attendances_by_label
where dimension = 'target_group'
