-- Every cell that a report may show, with what was delivered for it; a null prison or domain is all of them.
-- grain: period_code, prison_code, domain_code
-- parts: period_code
-- reads whole: all
-- long: the same cell is asked for ten subjects
-- adds up: no
with
observed as (
    select prison_code from core.delivered_month
    union
    select prison_code from core.total
    union
    select prison_code from core.population
),

prisons as (
    select period.period_code, prison.prison_code
    from core.period as period
    join staging.prison as prison
        on prison.valid_from < period.end_date
        and coalesce(prison.valid_to, date '9999-12-31') > period.start_date
    where period.is_headline
    union
    -- A prison that the reference list lacks is taken to exist all the time.
    select period.period_code, observed.prison_code
    from core.period as period
    cross join observed
    anti join staging.prison as prison on observed.prison_code = prison.prison_code
    where period.is_headline
    union
    select headline_month.period_code, delivered.prison_code
    from core.delivered_month as delivered
    join core.headline_month as headline_month using (month_start)
),

domains as (
    select domain_code from staging.domain
    union
    select domain_code from core.delivered_month
    union
    select domain_code from core.total
    union
    -- A workspace without domains still has prisons.
    select 'unknown' as domain_code
    where not exists (from staging.domain) and not exists (from core.delivered_month)
),

delivered_in_period as (
    select distinct
        headline_month.period_code,
        delivered.prison_code,
        delivered.domain_code,
        delivered.subject
    from core.delivered_month as delivered
    join core.headline_month as headline_month using (month_start)
)

select
    prisons.period_code,
    prisons.prison_code,
    domains.domain_code,
    coalesce(bool_or(delivered.subject = 'sessions'), false) as has_sessions,
    coalesce(bool_or(delivered.subject = 'session_hours'), false) as has_session_hours,
    coalesce(bool_or(delivered.subject = 'supervision_hours'), false) as has_supervision_hours,
    coalesce(bool_or(delivered.subject = 'attendances'), false) as has_attendances,
    coalesce(bool_or(delivered.subject = 'participant_hours'), false) as has_participant_hours,
    coalesce(bool_or(delivered.subject = 'persons'), false) as has_persons,
    coalesce(bool_or(delivered.subject = 'capacity'), false) as has_capacity,
    coalesce(bool_or(delivered.subject = 'enrolments'), false) as has_enrolments,
    coalesce(bool_or(delivered.subject = 'trajectories'), false) as has_trajectories,
    coalesce(bool_or(delivered.subject = 'certificates'), false) as has_certificates
from prisons
cross join domains
-- Left: what nobody delivered is a cell too, and it says so.
left join delivered_in_period as delivered using (period_code, prison_code, domain_code)
group by
    grouping sets (
        (prisons.period_code, prisons.prison_code, domains.domain_code),
        (prisons.period_code, prisons.prison_code),
        (prisons.period_code, domains.domain_code),
        (prisons.period_code)
    )
