-- How many different persons of each prison took part in the offer of each organisation.
-- Every total is counted anew from the persons, never summed.
-- grain: prison_code, period_code, organisation_code
-- parts: period_code
-- adds up: no
with
counted as (
    select
        participation.prison_code,
        period.period_code,
        organisation.shown_code as organisation_code,
        count(distinct participation.person_number) as participants
    from core.participation as participation
    join core.organisation as organisation using (organisation_code)
    join core.headline_month as period using (month_start)
    group by grouping sets ((participation.prison_code, organisation.shown_code), (organisation.shown_code)), period.period_code
),

frame as (
    select
        reporting_grid.prison_code,
        reporting_grid.period_code,
        groups.organisation_code
    from core.reporting_grid as reporting_grid
    join (
        select reporting_domain.prison_code, organisation.shown_code as organisation_code
        from core.reporting_domain as reporting_domain
        join core.organisation as organisation using (organisation_code)
        group by cube (reporting_domain.prison_code, organisation.shown_code)
    ) as groups on reporting_grid.prison_code is not distinct from groups.prison_code
    where reporting_grid.domain_code is null
),

delivered_or_not as (
    select
        delivered_month.prison_code,
        period.period_code,
        organisation.shown_code as organisation_code,
        case when bool_or(delivered_month.subject = 'persons') then 0 end as participants
    from core.delivered_month as delivered_month
    join core.organisation as organisation using (organisation_code)
    join core.headline_month as period using (month_start)
    group by cube (delivered_month.prison_code, organisation.shown_code), period.period_code
),

parts as (
    select * from counted
    union all by name
    select participants.prison_code, participants.period_code, participants.participants
    from core.participants as participants
    join core.period as period using (period_code)
    where period.is_headline
    union all by name
    select * from frame
    union all by name
    select * from delivered_or_not
)

select
    prison_code,
    period_code,
    organisation_code,
    sum(participants)::bigint as participants
from parts
group by all
