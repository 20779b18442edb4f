-- Which labels of the offer have a cell in each prison and period, and of which figures none means zero there: 0, else null.
-- Forms and target groups have theirs wherever they occur, partners and subdomains only where they ever delivered.
-- grain: prison_code, period_code, dimension, label
-- parts: period_code
-- long: two ways to have a cell, and what was delivered of it
-- adds up: no
with
members as (
    select dimension, label
    from core.dimension_member
    where subject = 'session' and dimension in ('form', 'target_group')
    union
    select 'target_group', 'unknown'
    union
    select unnest(['form', 'target_group']), null
),

deliverers as (
    select
        reporting_domain.prison_code,
        unnest([
            { 'dimension': 'subdomain_code', 'label': reporting_domain.subdomain_code },
            { 'dimension': 'organisation_code', 'label': organisation.shown_code }
        ], recursive := true)
    from core.reporting_domain as reporting_domain
    join core.organisation as organisation using (organisation_code)
),

places as (
    select prison_code, dimension, label
    from deliverers
    group by cube (prison_code, label), dimension
),

delivered as (
    select
        delivered_month.prison_code,
        period.period_code,
        delivered_month.subject,
        unnest([
            { 'dimension': 'subdomain_code', 'label': delivered_month.subdomain_code },
            { 'dimension': 'organisation_code', 'label': organisation.shown_code }
        ], recursive := true)
    from core.delivered_month as delivered_month
    join core.organisation as organisation using (organisation_code)
    join core.headline_month as period using (month_start)
),

cells as (
    select
        reporting_grid.*,
        members.dimension,
        members.label
    from core.reporting_grid as reporting_grid
    cross join members
    where reporting_grid.domain_code is null
    union all by name
    select reporting_grid.prison_code, reporting_grid.period_code, places.dimension, places.label
    from core.reporting_grid as reporting_grid
    join places on reporting_grid.prison_code is not distinct from places.prison_code
    where reporting_grid.domain_code is null
    union all by name
    select
        prison_code,
        period_code,
        dimension,
        label,
        bool_or(subject = 'sessions') as has_sessions,
        bool_or(subject = 'session_hours') as has_session_hours,
        bool_or(subject = 'attendances') as has_attendances,
        bool_or(subject = 'participant_hours') as has_participant_hours,
        bool_or(subject = 'persons') as has_persons
    from delivered
    group by cube (prison_code, label), dimension, period_code
)

select
    prison_code,
    period_code,
    dimension,
    label,
    case when bool_or(has_sessions) then 0 end as sessions,
    case when bool_or(has_session_hours) then 0 end as session_hours,
    case when bool_or(has_attendances) then 0 end as attendances,
    case when bool_or(has_participant_hours) then 0 end as participant_hours,
    case when bool_or(has_persons) then 0 end as persons
from cells
group by all
