-- How many trajectories ended in each domain, and how: completed, ended early, interrupted or dropped out.
-- grain: prison_code, period_code, domain_code
-- adds up: yes
select
    trajectory.prison_code,
    period.period_code,
    trajectory.domain_code,
    count(*) as trajectories_ended,
    count(distinct trajectory.person_id) as trajectories_ended_persons,
    count(*) filter (where trajectory.end_status = 'completed') as trajectories_completed,
    count(distinct trajectory.person_id) filter (where trajectory.end_status = 'completed') as trajectories_completed_persons,
    count(*) filter (where trajectory.end_status = 'ended_early') as trajectories_ended_early,
    count(distinct trajectory.person_id) filter (where trajectory.end_status = 'ended_early') as trajectories_ended_early_persons,
    count(*) filter (where trajectory.is_interrupted) as trajectories_interrupted,
    count(distinct trajectory.person_id) filter (where trajectory.is_interrupted) as trajectories_interrupted_persons,
    count(*) filter (where trajectory.is_dropped_out) as trajectories_dropped_out,
    count(distinct trajectory.person_id) filter (where trajectory.is_dropped_out) as trajectories_dropped_out_persons,
    count(*) filter (where trajectory.end_status = 'completed' or trajectory.is_dropped_out) as trajectories_settled,
    count(distinct trajectory.person_id)
        filter (where trajectory.end_status = 'completed' or trajectory.is_dropped_out)
        as trajectories_settled_persons
from core.trajectory as trajectory
join core.headline_month as period on trajectory.ended_month = period.month_start
group by cube (trajectory.prison_code, trajectory.domain_code), period.period_code
