-- How many activities and sessions each prison planned and held for each target group; totals of partners say of none.
-- grain: prison_code, period_code, target_group
-- parts: period_code
-- adds up: yes
select
    prison_code,
    period_code,
    label as target_group,
    activities,
    sessions_planned,
    sessions_held,
    sessions_cancelled,
    session_hours
from core.sessions_by_label
where dimension = 'target_group'
