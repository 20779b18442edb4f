-- How many activities and sessions each prison planned and held in each subdomain.
-- grain: prison_code, period_code, subdomain_code
-- parts: period_code
-- adds up: yes
select
    prison_code,
    period_code,
    label as subdomain_code,
    activities,
    sessions_planned,
    sessions_held,
    sessions_cancelled,
    session_hours
from core.sessions_by_label
where dimension = 'subdomain_code'
