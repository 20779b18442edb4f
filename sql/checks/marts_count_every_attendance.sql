-- De deelnames in het verslag zijn niet die van de leveringen en de totalen samen.
-- severity: error
with
years as (
    select period_code, start_date, end_date
    from core.period
    where period_level = 'year'
),

named as (
    select years.period_code, count(*) as attendances
    from core.attendance as attendance
    join years on attendance.session_date >= years.start_date and attendance.session_date < years.end_date
    where attendance.is_attended
    group by years.period_code
),

counted as (
    select years.period_code, sum(head_count.head_count) as attendances
    from core.head_count as head_count
    join years on head_count.session_date >= years.start_date and head_count.session_date < years.end_date
    group by years.period_code
),

of_totals as (
    select period_code, sum(total_value) as attendances
    from core.total
    where measure = 'attendances' and unit = 'person'
    group by period_code
)

select
    years.period_code,
    mart.attendances as in_the_report,
    named.attendances as of_persons,
    counted.attendances as of_heads,
    of_totals.attendances as of_totals
from years
join marts.attendances_by_domain as mart
    on years.period_code = mart.period_code
    and mart.prison_code is null
    and mart.domain_code is null
    and mart.form is null
-- Left: a year may lack any of them.
left join named on years.period_code = named.period_code
left join counted on years.period_code = counted.period_code
left join of_totals on years.period_code = of_totals.period_code
where
    coalesce(mart.attendances, 0)
    != coalesce(named.attendances, 0) + coalesce(counted.attendances, 0) + coalesce(of_totals.attendances, 0)
