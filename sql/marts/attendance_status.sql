-- How many of the persons who were expected at held sessions came, per domain.
-- grain: prison_code, period_code, domain_code
-- parts: period_code
-- long: sums and different persons are counted apart
-- adds up: yes
with
by_person as (
    select
        prison_code,
        month_start,
        domain_code,
        person_number,
        count(*) as expected_attendances,
        count(*) filter (where is_attended) as recorded_attendances
    from core.attendance
    where is_held and (is_attended or status = 'absent')
    group by all
),

-- Sums and different persons apart: together they take twice the time.
counted as (
    select
        prison_code,
        period.period_code,
        domain_code,
        sum(expected_attendances) as expected_attendances,
        sum(recorded_attendances) as recorded_attendances
    from (
        select
            prison_code,
            month_start,
            domain_code,
            sum(expected_attendances) as expected_attendances,
            sum(recorded_attendances) as recorded_attendances
        from by_person
        group by all
    )
    join core.headline_month as period using (month_start)
    group by cube (prison_code, domain_code), period.period_code
),

expected_persons as (
    select
        by_person.prison_code,
        period.period_code,
        by_person.domain_code,
        count(distinct by_person.person_number) as expected_attendances_persons
    from by_person
    join core.headline_month as period using (month_start)
    group by cube (by_person.prison_code, by_person.domain_code), period.period_code
),

recorded_persons as (
    select prison_code, period_code, domain_code, participants as recorded_attendances_persons
    from marts.participants_by_domain
),

delivered_or_not as (
    select
        prison_code,
        period_code,
        domain_code,
        case when has_persons then 0 end as expected_attendances,
        case when has_persons then 0 end as expected_attendances_persons,
        case when has_persons then 0 end as recorded_attendances
    from core.reporting_grid
),

parts as (
    select * from counted
    union all by name
    select * from expected_persons
    union all by name
    select * from recorded_persons
    union all by name
    select * from delivered_or_not
)

select
    prison_code,
    period_code,
    domain_code,
    sum(expected_attendances)::bigint as expected_attendances,
    sum(expected_attendances_persons)::bigint as expected_attendances_persons,
    sum(recorded_attendances)::bigint as recorded_attendances,
    sum(recorded_attendances_persons)::bigint as recorded_attendances_persons
from parts
group by all
