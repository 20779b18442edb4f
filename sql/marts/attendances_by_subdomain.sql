-- How often detainees took part in each subdomain, and for how many hours.
-- grain: prison_code, period_code, subdomain_code
-- parts: period_code
-- long: persons, heads and totals meet here
-- adds up: yes
with
of_persons as (
    select
        participation.prison_code,
        period.period_code,
        participation.subdomain_code,
        sum(participation.attendances) as attendances,
        sum(participation.participant_hours) as participant_hours
    from core.participation as participation
    join core.headline_month as period using (month_start)
    group by cube (participation.prison_code, participation.subdomain_code), period.period_code
),

of_heads as (
    select
        head_count.prison_code,
        period.period_code,
        head_count.subdomain_code,
        sum(head_count.head_count) as attendances,
        sum(head_count.participant_hours) as participant_hours
    from core.head_count as head_count
    join core.headline_month as period using (month_start)
    group by cube (head_count.prison_code, head_count.subdomain_code), period.period_code
),

totals as (
    select
        prison_code,
        period_code,
        subdomain_code,
        sum(total_value) filter (where measure = 'attendances') as attendances,
        sum(total_value) filter (where measure = 'participant_hours') as participant_hours
    from core.total
    where is_headline and unit = 'person' and measure in ('attendances', 'participant_hours')
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
        case when bool_or(delivered_month.subject = 'attendances') then 0 end as attendances,
        case when bool_or(delivered_month.subject = 'participant_hours') then 0 end as participant_hours
    from core.delivered_month as delivered_month
    join core.headline_month as period using (month_start)
    group by cube (delivered_month.prison_code, delivered_month.subdomain_code), period.period_code
),

parts as (
    select * from of_persons
    union all by name
    select prison_code, period_code, subdomain_code, participants as persons
    from marts.participants_by_subdomain
    union all by name
    select * from of_heads

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
    sum(attendances)::bigint as attendances,
    sum(persons)::bigint as attendances_persons,
    sum(participant_hours)::decimal(18, 4) as participant_hours,
    sum(persons)::bigint as participant_hours_persons
from parts
group by all
