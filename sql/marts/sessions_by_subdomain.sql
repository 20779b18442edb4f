-- How many activities and sessions each prison planned and held in each subdomain.
-- grain: prison_code, period_code, subdomain_code
-- parts: period_code
-- long: nine measures, from records and from totals
-- adds up: yes
with
counted as (
    select
        session.prison_code,
        period.period_code,
        session.subdomain_code,
        count(distinct session.activity_key) filter (where session.status = 'held') as activities,
        count(*) as sessions_planned,
        count(*) filter (where session.status = 'held') as sessions_held,
        count(*) filter (where session.status = 'cancelled') as sessions_cancelled,
        sum(session.duration_hours) filter (where session.status = 'held') as session_hours
    from core.session as session
    join core.headline_month as period using (month_start)
    group by cube (session.prison_code, session.subdomain_code), period.period_code
),

totals as (
    select
        prison_code,
        period_code,
        subdomain_code,
        sum(total_value) filter (where measure = 'activities') as activities,
        sum(total_value) filter (where measure = 'sessions_planned') as sessions_planned,
        sum(total_value) filter (where measure = 'sessions_held') as sessions_held,
        sum(total_value) filter (where measure = 'sessions_cancelled') as sessions_cancelled,
        sum(total_value) filter (where measure = 'session_hours') as session_hours
    from core.total
    where is_headline
    group by cube (prison_code, subdomain_code), period_code
),

frame as (
    select
        reporting_grid.prison_code,
        reporting_grid.period_code,
        groups.subdomain_code
    from core.reporting_grid as reporting_grid
    join (
        select prison_code, subdomain_code
        from core.reporting_domain
        group by cube (prison_code, subdomain_code)
    ) as groups on reporting_grid.prison_code is not distinct from groups.prison_code
    where reporting_grid.domain_code is null
),

delivered_or_not as (
    select
        delivered_month.prison_code,
        period.period_code,
        delivered_month.subdomain_code,
        case when bool_or(delivered_month.subject = 'sessions') then 0 end as activities,
        case when bool_or(delivered_month.subject = 'sessions') then 0 end as sessions_planned,
        case when bool_or(delivered_month.subject = 'sessions') then 0 end as sessions_held,
        case when bool_or(delivered_month.subject = 'sessions') then 0 end as sessions_cancelled,
        case when bool_or(delivered_month.subject = 'session_hours') then 0 end as session_hours
    from core.delivered_month as delivered_month
    join core.headline_month as period using (month_start)
    group by cube (delivered_month.prison_code, delivered_month.subdomain_code), period.period_code
),

parts as (
    select * from counted

    union all by name
    select * from totals

    union all by name
    select * from frame
    union all by name
    select * from delivered_or_not
)

select
    prison_code,
    period_code,
    subdomain_code,
    sum(activities)::bigint as activities,
    sum(sessions_planned)::bigint as sessions_planned,
    sum(sessions_held)::bigint as sessions_held,
    sum(sessions_cancelled)::bigint as sessions_cancelled,
    sum(session_hours)::decimal(18, 4) as session_hours
from parts
group by all
