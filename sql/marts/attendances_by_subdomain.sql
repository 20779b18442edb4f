-- How often detainees took part in each subdomain, and for how many hours.
-- grain: prison_code, period_code, subdomain_code
-- parts: period_code
-- adds up: yes
select
    prison_code,
    period_code,
    label as subdomain_code,
    attendances,
    persons as attendances_persons,
    participant_hours,
    persons as participant_hours_persons
from core.attendances_by_label
where dimension = 'subdomain_code'
