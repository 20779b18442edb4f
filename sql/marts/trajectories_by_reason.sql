-- Why trajectories ended early: a transfer, a release or a strike is no choice of the person.
-- grain: prison_code, period_code, end_reason
-- adds up: yes
with
counted as (
    select
        trajectory.prison_code,
        period.period_code,
        trajectory.end_reason,
        count(*) as trajectories_ended_early,
        count(distinct trajectory.person_id) as trajectories_ended_early_persons
    from core.trajectory as trajectory
    join core.headline_month as period on trajectory.ended_month = period.month_start
    where trajectory.end_status = 'ended_early'
    group by cube (trajectory.prison_code, trajectory.end_reason), period.period_code
),

groups as (
    select end_reason from core.trajectory
    where end_status = 'ended_early'
    union
    select null
),

delivered_or_not as (
    select
        reporting_grid.prison_code,
        reporting_grid.period_code,
        groups.end_reason,
        case when reporting_grid.has_trajectories then 0 end as trajectories_ended_early,
        case when reporting_grid.has_trajectories then 0 end as trajectories_ended_early_persons
    from core.reporting_grid as reporting_grid
    cross join groups
    where reporting_grid.domain_code is null
),

parts as (
    select * from counted
    union all by name
    select * from delivered_or_not
)

select
    prison_code,
    period_code,
    end_reason,
    sum(trajectories_ended_early)::bigint as trajectories_ended_early,
    sum(trajectories_ended_early_persons)::bigint as trajectories_ended_early_persons
from parts
group by all
