-- How many different persons of each prison took part in each domain.
-- Every total is counted anew from the persons, never summed.
-- grain: prison_code, period_code, domain_code
-- parts: period_code
-- adds up: no
with
counted as (
    select
        participation.prison_code,
        period.period_code,
        participation.domain_code,
        count(distinct participation.person_number) as participants
    from core.participation as participation
    join core.headline_month as period using (month_start)
    group by grouping sets ((participation.prison_code, participation.domain_code), (participation.domain_code)), period.period_code
),

delivered_or_not as (
    select
        prison_code,
        period_code,
        domain_code,
        case when has_persons then 0 end as participants
    from core.reporting_grid
),

parts as (
    select * from counted
    union all by name
    select participants.prison_code, participants.period_code, participants.participants
    from core.participants as participants
    join core.period as period using (period_code)
    where period.is_headline
    union all by name
    select * from delivered_or_not
)

select
    prison_code,
    period_code,
    domain_code,
    sum(participants)::bigint as participants
from parts
group by all
