-- The offer and the participation of each prison in each domain by month, and by school year from September to August.
-- Totals of quarters are not spread over months; every total of persons is counted anew.
-- grain: prison_code, period_code, domain_code
-- parts: period_code
-- long: sessions, attendances, heads and totals meet here
-- adds up: no
with
of_sessions as (
    select
        session.prison_code,
        session.domain_code,
        months.period_code,
        count(*) filter (where session.status = 'held') as sessions_held,
        count(*) filter (where session.status = 'cancelled') as sessions_cancelled
    from core.session as session
    join core.calendar_month as months using (month_start)
    group by cube (session.prison_code, session.domain_code), months.period_code
),

of_persons as (
    select
        participation.prison_code,
        participation.domain_code,
        months.period_code,
        sum(participation.attendances) as attendances
    from core.participation as participation
    join core.calendar_month as months using (month_start)
    group by cube (participation.prison_code, participation.domain_code), months.period_code
),

of_heads as (
    select
        head_count.prison_code,
        head_count.domain_code,
        months.period_code,
        sum(head_count.head_count) as attendances
    from core.head_count as head_count
    join core.calendar_month as months using (month_start)
    group by cube (head_count.prison_code, head_count.domain_code), months.period_code
),

totals as (
    select
        total.prison_code,
        total.domain_code,
        total.period_code,
        sum(total.total_value) filter (where total.measure = 'sessions_held') as sessions_held,
        sum(total.total_value) filter (where total.measure = 'sessions_cancelled') as sessions_cancelled,
        sum(total.total_value) filter (where total.measure = 'attendances' and total.unit = 'person')
            as attendances
    from core.total as total
    semi join core.calendar_month using (period_code)
    group by cube (total.prison_code, total.domain_code), total.period_code
),

delivered_or_not as (
    select
        delivered_month.prison_code,
        delivered_month.domain_code,
        months.period_code,
        case when bool_or(delivered_month.subject = 'sessions') then 0 end as sessions_held,
        case when bool_or(delivered_month.subject = 'sessions') then 0 end as sessions_cancelled,
        case when bool_or(delivered_month.subject = 'attendances') then 0 end as attendances,
        case when bool_or(delivered_month.subject = 'persons') then 0 end as participants
    from core.delivered_month as delivered_month
    join core.calendar_month as months using (month_start)
    group by cube (delivered_month.prison_code, delivered_month.domain_code), months.period_code
),

parts as (
    select * from of_sessions
    union all by name
    select * from of_persons
    union all by name
    select * from core.participants_by_calendar
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
    domain_code,
    sum(sessions_held)::bigint as sessions_held,
    sum(sessions_cancelled)::bigint as sessions_cancelled,
    sum(attendances)::bigint as attendances,
    sum(participants)::bigint as attendances_persons,
    sum(participants)::bigint as participants
from parts
group by all
