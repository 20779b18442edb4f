-- How often detainees took part in each domain and form, and for how many hours.
-- grain: prison_code, period_code, domain_code, form
-- parts: period_code
-- long: attendances, heads, recorded sessions and totals meet here
-- adds up: yes
with
of_persons as (
    select
        participation.prison_code,
        period.period_code,
        participation.domain_code,
        participation.form,
        sum(participation.attendances) as attendances,
        sum(participation.participant_hours) as participant_hours
    from core.participation as participation
    join core.headline_month as period using (month_start)
    group by cube (participation.prison_code, participation.domain_code, participation.form), period.period_code
),

of_heads as (
    select
        head_count.prison_code,
        headline_month.period_code,
        head_count.domain_code,
        head_count.form,
        sum(head_count.head_count) as attendances,
        sum(head_count.participant_hours) as participant_hours
    from core.head_count as head_count
    join core.headline_month as headline_month using (month_start)
    group by cube (head_count.prison_code, head_count.domain_code, head_count.form), headline_month.period_code
),

recorded as (
    select
        session.prison_code,
        period.period_code,
        session.domain_code,
        session.form,
        count(*) filter (where session.is_recorded) as sessions_recorded
    from core.session_reach as session
    join core.headline_month as period using (month_start)
    group by cube (session.prison_code, session.domain_code, session.form), period.period_code
),

forms as (
    select label as form
    from core.dimension_member
    where subject = 'session' and dimension = 'form'
    union all
    select null
),

delivered_or_not as (
    select
        reporting_grid.prison_code,
        reporting_grid.period_code,
        reporting_grid.domain_code,
        forms.form,
        case when reporting_grid.has_attendances then 0 end as attendances,
        case when reporting_grid.has_participant_hours then 0 end as participant_hours,
        case when reporting_grid.has_persons then 0 end as persons,
        case when reporting_grid.has_sessions then 0 end as sessions_recorded
    from core.reporting_grid as reporting_grid
    cross join forms
),

parts as (
    select * from of_persons
    union all by name
    select * from core.participants_by_form
    union all by name
    select prison_code, period_code, domain_code, participants as persons
    from marts.participants_by_domain
    union all by name
    select prison_code, period_code, form, participants as persons
    from marts.participants_by_form
    where form is not null
    union all by name
    select * from of_heads
    union all by name
    select * from recorded
    union all by name
    select * from core.stated_attendance
    union all by name
    select * from delivered_or_not
)

select
    prison_code,
    period_code,
    domain_code,
    form,
    sum(attendances)::bigint as attendances,
    sum(persons)::bigint as attendances_persons,
    sum(participant_hours)::decimal(18, 4) as participant_hours,
    sum(persons)::bigint as participant_hours_persons,
    sum(sessions_recorded)::bigint as sessions_recorded
from parts
group by all
