-- How many trajectories started, ran at the end of the period, were completed or ended early, per domain.
-- Who was transferred or released, or met a strike, was interrupted; who stopped for another reason dropped out.
-- grain: prison_code, period_code, domain_code
-- long: sixteen columns, each with the persons behind it
-- adds up: yes
with
started as (
    select
        trajectory.prison_code,
        period.period_code,
        trajectory.domain_code,
        count(*) as trajectories_started,
        count(distinct trajectory.person_id) as trajectories_started_persons
    from core.trajectory as trajectory
    join core.headline_month as period using (month_start)
    group by cube (trajectory.prison_code, trajectory.domain_code), period.period_code
),

running as (
    select
        trajectory.prison_code,
        period.period_code,
        trajectory.domain_code,
        count(*) as trajectories_running,
        count(distinct trajectory.person_id) as trajectories_running_persons
    from core.trajectory as trajectory
    join core.period as period
        on trajectory.start_date < period.end_date
        and coalesce(trajectory.end_date, date '9999-12-31') >= period.end_date
    where period.is_headline
    group by cube (trajectory.prison_code, trajectory.domain_code), period.period_code
),

totals as (
    select
        prison_code,
        period_code,
        domain_code,
        sum(total_value) filter (where measure = 'trajectories_started') as trajectories_started,
        sum(total_value) filter (where measure = 'trajectories_ended') as trajectories_ended,
        sum(total_value) filter (where measure = 'trajectories_completed') as trajectories_completed,
        sum(total_value) filter (where measure = 'trajectories_ended_early') as trajectories_ended_early
    from core.total
    where is_headline
    group by cube (prison_code, domain_code), period_code
),

delivered_or_not as (
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
),

parts as (
    select * from started
    union all by name
    select * from core.trajectory_ended
    union all by name
    select * from running
    union all by name
    select * from totals
    union all by name
    select * from delivered_or_not
)

select
    prison_code,
    period_code,
    domain_code,
    sum(trajectories_started)::bigint as trajectories_started,
    sum(trajectories_started_persons)::bigint as trajectories_started_persons,
    sum(trajectories_running)::bigint as trajectories_running,
    sum(trajectories_running_persons)::bigint as trajectories_running_persons,
    sum(trajectories_ended)::bigint as trajectories_ended,
    sum(trajectories_ended_persons)::bigint as trajectories_ended_persons,
    sum(trajectories_completed)::bigint as trajectories_completed,
    sum(trajectories_completed_persons)::bigint as trajectories_completed_persons,
    sum(trajectories_ended_early)::bigint as trajectories_ended_early,
    sum(trajectories_ended_early_persons)::bigint as trajectories_ended_early_persons,
    sum(trajectories_interrupted)::bigint as trajectories_interrupted,
    sum(trajectories_interrupted_persons)::bigint as trajectories_interrupted_persons,
    sum(trajectories_dropped_out)::bigint as trajectories_dropped_out,
    sum(trajectories_dropped_out_persons)::bigint as trajectories_dropped_out_persons,
    sum(trajectories_settled)::bigint as trajectories_settled,
    sum(trajectories_settled_persons)::bigint as trajectories_settled_persons
from parts
group by all
