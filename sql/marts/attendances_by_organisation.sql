-- How often detainees took part in the offer of each organisation, and for how many hours.
-- grain: prison_code, period_code, organisation_code
-- parts: period_code
-- adds up: yes
select
    prison_code,
    period_code,
    label as organisation_code,
    attendances,
    persons as attendances_persons,
    participant_hours,
    persons as participant_hours_persons
from core.attendances_by_label
where dimension = 'organisation_code'
