-- How many persons took part in one, two or more domains.
-- Every total is counted anew from the persons, never summed.
-- grain: prison_code, period_code, domains_taken
-- parts: period_code
-- adds up: no
with
per_person as (
    select
        participation.prison_code,
        period.period_code,
        participation.person_number,
        count(distinct participation.domain_code) as domains
    from core.participation as participation
    join core.headline_month as period using (month_start)
    group by grouping sets (
        (participation.prison_code, period.period_code, participation.person_number),
        (period.period_code, participation.person_number)
    )
),

counted as (
    select
        prison_code,
        period_code,
        case when domains >= 3 then '3+' else domains::varchar end as domains_taken,
        count(*) as participants
    from per_person
    group by grouping sets ((prison_code, period_code, domains_taken), (prison_code, period_code))
),

delivered_or_not as (
    select
        reporting_grid.prison_code,
        reporting_grid.period_code,
        groups.domains_taken,
        case when reporting_grid.has_persons then 0 end as participants
    from core.reporting_grid as reporting_grid
    cross join (values ('1'), ('2'), ('3+'), (null)) as groups (domains_taken)
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
    domains_taken,
    sum(participants)::bigint as participants
from parts
group by all
