-- How often detainees took part in each domain and form, and for how many hours.
-- grain: prison_code, period_code, domain_code, form
-- adds up: yes
with
of_persons as (
    select
        attendance.prison_code,
        headline_month.period_code,
        attendance.domain_code,
        attendance.form,
        count(*) as attendances,
        count(distinct attendance.person_id) as persons,
        sum(attendance.participant_hours) as participant_hours
    from core.attendance as attendance
    join core.headline_month as headline_month using (month_start)
    where attendance.is_attended
    group by cube (attendance.prison_code, attendance.domain_code, attendance.form), headline_month.period_code
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

totals as (
    select
        prison_code,
        period_code,
        domain_code,
        form,
        sum(total_value) filter (where measure = 'attendances') as attendances,
        sum(total_value) filter (where measure = 'participant_hours') as participant_hours
    from core.total
    where is_headline and unit = 'person' and measure in ('attendances', 'participant_hours')
    group by cube (prison_code, domain_code, form), period_code
),

forms as (
    select distinct form
    from core.session
    union all
    select null
),

delivered_or_not as (
    select
        scope.prison_code,
        scope.period_code,
        scope.domain_code,
        forms.form,
        case when scope.has_attendances then 0 end as attendances,
        case when scope.has_participant_hours then 0 end as participant_hours,
        case when scope.has_persons then 0 end as persons
    from core.scope as scope
    cross join forms
),

parts as (
    select * from of_persons
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
    form,
    sum(attendances)::bigint as attendances,
    sum(persons)::bigint as attendances_persons,
    sum(participant_hours)::decimal(18, 4) as participant_hours,
    sum(persons)::bigint as participant_hours_persons
from parts
group by all
