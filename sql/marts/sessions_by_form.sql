-- How many activities and sessions each prison planned and held in groups and individually.
-- grain: prison_code, period_code, form
-- parts: period_code
-- adds up: yes
select
    prison_code,
    period_code,
    label as form,
    activities,
    sessions_planned,
    sessions_held,
    sessions_cancelled,
    session_hours
from core.sessions_by_label
where dimension = 'form'
