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

ended as (
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

parts as (
    select * from started
    union all by name
    select * from ended
    union all by name
    select * from running
    union all by name
    select * from totals
    union all by name
    select * from core.trajectory_frame
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
