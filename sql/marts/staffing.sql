-- How many partners were active in each prison, with the staff and volunteers that they stated.
-- grain: prison_code, period_code
-- adds up: no
with
partners as (
    select prison_code, period_code, count(distinct organisation_code) as partners
    from (
        select partner_month.prison_code, period.period_code, partner_month.organisation_code
        from core.partner_month as partner_month
        join core.headline_month as period using (month_start)
        union
        select prison_code, period_code, organisation_code
        from core.total
        where is_headline and total_value > 0
    )
    group by cube (prison_code), period_code
),

staff as (
    select
        prison_code,
        period_code,
        sum(fte) as fte,
        sum(workers) as workers,
        sum(volunteers) as volunteers
    from core.staff
    group by cube (prison_code), period_code
),

cells as (
    select prison_code, period_code
    from core.reporting_grid
    where domain_code is null
),

parts as (
    select * from cells
    union all by name
    select * from partners
    union all by name
    select * from staff
)

select
    prison_code,
    period_code,
    sum(partners)::bigint as partners,
    sum(fte)::decimal(18, 4) as fte,
    sum(workers)::bigint as workers,
    sum(volunteers)::bigint as volunteers
from parts
group by all
