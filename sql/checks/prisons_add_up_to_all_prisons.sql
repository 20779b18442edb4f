-- De gevangenissen tellen niet op tot het totaal van alle gevangenissen.
-- severity: error
with
parts as (
    select 'sessions_held' as measure, period_code, prison_code, sessions_held as told_value
    from marts.sessions_by_domain
    where domain_code is null
    union all
    select 'attendances', period_code, prison_code, attendances
    from marts.attendances_by_domain
    where domain_code is null and form is null
    union all
    select 'enrolments', period_code, prison_code, enrolments
    from marts.enrolments_by_domain
    where domain_code is null
    union all
    select 'certificates', period_code, prison_code, certificates
    from marts.certificates_by_domain
    where domain_code is null
    union all
    select 'visit_moments', period_code, prison_code, visit_moments
    from marts.family_visits
    union all
    select 'loans', period_code, prison_code, loans
    from marts.library
)

select
    measure,
    period_code,
    sum(told_value) filter (where prison_code is not null) as sum_of_prisons,
    sum(told_value) filter (where prison_code is null) as total
from parts
group by all
having
    coalesce(sum(told_value) filter (where prison_code is not null), 0)
    != coalesce(sum(told_value) filter (where prison_code is null), 0)
