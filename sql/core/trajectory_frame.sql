-- Where trajectories are delivered each of their counts is at least zero; elsewhere none is known.
-- grain: prison_code, period_code, domain_code
-- adds up: yes
select
    prison_code,
    period_code,
    domain_code,
    case when has_trajectories then 0 end as trajectories_started,
    case when has_trajectories then 0 end as trajectories_started_persons,
    case when has_trajectories then 0 end as trajectories_running,
    case when has_trajectories then 0 end as trajectories_running_persons,
    case when has_trajectories then 0 end as trajectories_ended,
    case when has_trajectories then 0 end as trajectories_ended_persons,
    case when has_trajectories then 0 end as trajectories_completed,
    case when has_trajectories then 0 end as trajectories_completed_persons,
    case when has_trajectories then 0 end as trajectories_ended_early,
    case when has_trajectories then 0 end as trajectories_ended_early_persons,
    case when has_trajectories then 0 end as trajectories_interrupted,
    case when has_trajectories then 0 end as trajectories_interrupted_persons,
    case when has_trajectories then 0 end as trajectories_dropped_out,
    case when has_trajectories then 0 end as trajectories_dropped_out_persons,
    case when has_trajectories then 0 end as trajectories_settled,
    case when has_trajectories then 0 end as trajectories_settled_persons
from core.reporting_grid
