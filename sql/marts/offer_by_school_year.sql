-- The offer and the participation of each prison by school year, from September to August.
-- grain: prison_code, period_code
-- adds up: no
with
counted as (
    select
        session.prison_code,
        period.period_code,
        count(*) filter (where session.status = 'held') as sessions_held,
        count(*) filter (where session.status = 'cancelled') as sessions_cancelled
    from core.session as session
    join core.period_month as period using (month_start)
    where period.period_level = 'school_year'
    group by cube (session.prison_code), period.period_code
),

of_persons as (
    select
        participation.prison_code,
        period.period_code,
        sum(participation.attendances) as attendances
    from core.participation as participation
    join core.period_month as period using (month_start)
    where period.period_level = 'school_year'
    group by cube (participation.prison_code), period.period_code
),

of_heads as (
    select
        head_count.prison_code,
        period.period_code,
        sum(head_count.head_count) as attendances
    from core.head_count as head_count
    join core.period_month as period using (month_start)
    where period.period_level = 'school_year'
    group by cube (head_count.prison_code), period.period_code
),

totals as (
    select
        total.prison_code,
        total.period_code,
        sum(total.total_value) filter (where total.measure = 'sessions_held') as sessions_held,
        sum(total.total_value) filter (where total.measure = 'sessions_cancelled') as sessions_cancelled,
        sum(total.total_value) filter (where total.measure = 'attendances' and total.unit = 'person')
            as attendances
    from core.total as total
    join core.period as period using (period_code)
    where period.period_level = 'school_year'
    group by cube (total.prison_code), total.period_code
),

delivered_or_not as (
    select
        delivered.prison_code,
        period.period_code,
        case when bool_or(delivered.subject = 'sessions') then 0 end as sessions_held,
        case when bool_or(delivered.subject = 'sessions') then 0 end as sessions_cancelled,
        case when bool_or(delivered.subject = 'attendances') then 0 end as attendances,
        case when bool_or(delivered.subject = 'persons') then 0 end as participants
    from core.delivered as delivered
    join core.period_month as period using (month_start)
    where period.period_level = 'school_year'
    group by cube (delivered.prison_code), period.period_code
),

parts as (
    select * from counted
    union all by name
    select * from of_persons
    union all by name
    select participants.prison_code, participants.period_code, participants.participants
    from core.participants as participants
    join core.period as period using (period_code)
    where period.period_level = 'school_year'
    union all by name
    select * from of_heads
    union all by name
    select * from totals
    union all by name
    select * from delivered_or_not
)

select
    prison_code,
    period_code,
    sum(sessions_held)::bigint as sessions_held,
    sum(sessions_cancelled)::bigint as sessions_cancelled,
    sum(attendances)::bigint as attendances,
    sum(participants)::bigint as attendances_persons,
    sum(participants)::bigint as participants
from parts
group by all
