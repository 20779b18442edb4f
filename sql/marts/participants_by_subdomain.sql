-- How many different persons of each prison took part in each subdomain.
-- Every total is counted anew from the persons, never summed.
-- grain: prison_code, period_code, subdomain_code
-- parts: period_code
-- adds up: no
with
counted as (
    select
        participation.prison_code,
        period.period_code,
        participation.subdomain_code,
        count(distinct participation.person_number) as participants
    from core.participation as participation
    join core.headline_month as period using (month_start)
    group by grouping sets ((participation.prison_code, participation.subdomain_code), (participation.subdomain_code)), period.period_code
),

frame as (
    select
        scope.prison_code,
        scope.period_code,
        groups.subdomain_code
    from core.scope as scope
    join (
        select prison_code, subdomain_code
        from core.place
        group by cube (prison_code, subdomain_code)
    ) as groups on scope.prison_code is not distinct from groups.prison_code
    where scope.domain_code is null
),

delivered_or_not as (
    select
        delivered.prison_code,
        period.period_code,
        delivered.subdomain_code,
        case when bool_or(delivered.subject = 'persons') then 0 end as participants
    from core.delivered as delivered
    join core.headline_month as period using (month_start)
    group by cube (delivered.prison_code, delivered.subdomain_code), period.period_code
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
    subdomain_code,
    sum(participants)::bigint as participants
from parts
group by all
