-- How many activities and sessions each organisation planned and held in each prison.
-- grain: prison_code, period_code, organisation_code
-- parts: period_code
-- adds up: yes
select
    prison_code,
    period_code,
    label as organisation_code,
    activities,
    sessions_planned,
    sessions_held,
    sessions_cancelled,
    session_hours
from core.sessions_by_label
where dimension = 'organisation_code'
