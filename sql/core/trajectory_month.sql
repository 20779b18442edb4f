-- The months in which trajectories began and ended: what shows that a partner registers them.
-- grain: source_code, trajectory_id, moment
-- parts: month_start
-- adds up: yes
select
    trajectory_id,
    'start' as moment,
    prison_code,
    organisation_code,
    domain_code,
    subdomain_code,
    month_start,
    source_code,
    delivery_id
from core.trajectory
union all
select
    trajectory_id,
    'end',
    prison_code,
    organisation_code,
    domain_code,
    subdomain_code,
    ended_month,
    source_code,
    delivery_id
from core.trajectory
where ended_month is not null
