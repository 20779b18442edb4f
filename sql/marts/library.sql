-- How much the prison libraries lent, to how many borrowers and visitors.
-- grain: prison_code, period_code
-- adds up: no
with
totals as (
    select
        prison_code,
        period_code,
        sum(total_value) filter (where measure = 'loans') as loans,
        sum(total_value) filter (where measure = 'library_visits') as library_visits,
        -- Borrowers of two prisons or two libraries may be the same persons.
        case
            when grouping(prison_code) = 0 and count(*) filter (where measure = 'borrowers') = 1
                then sum(total_value) filter (where measure = 'borrowers')
        end as borrowers
    from core.total
    where is_headline and measure in ('loans', 'library_visits', 'borrowers')
    group by cube (prison_code), period_code
),

cells as (
    select prison_code, period_code
    from core.reporting_grid
    where domain_code is null
    union
    select prison_code, period_code
    from totals
)

select
    cells.prison_code,
    cells.period_code,
    totals.loans::bigint as loans,
    totals.library_visits::bigint as library_visits,
    totals.borrowers::bigint as borrowers
from cells
-- Left: what a library did not state is not available.
left join totals
    on cells.period_code = totals.period_code
    and cells.prison_code is not distinct from totals.prison_code
