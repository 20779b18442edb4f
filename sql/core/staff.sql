-- The staff of organisations in prisons at the end of each period: as stated for it, else for its last part.
-- grain: period_code, organisation_code, prison_code
-- adds up: yes
with
stated as (
    select
        staff.organisation_code,
        staff.prison_code,
        period.start_date,
        period.end_date,
        sum(staff.fte) as fte,
        sum(staff.headcount) as workers,
        sum(staff.volunteers) as volunteers
    from staging.staff as staff
    join core.period as period using (period_code)
    group by all
)

select
    period.period_code,
    stated.organisation_code,
    stated.prison_code,
    stated.fte,
    stated.workers,
    stated.volunteers
from stated
join core.period as period on stated.end_date = period.end_date and stated.start_date >= period.start_date
where period.is_headline
-- The widest comes first: the year as stated before its fourth quarter.
qualify row_number() over (
    partition by period.period_code, stated.organisation_code, stated.prison_code order by stated.start_date
) = 1
