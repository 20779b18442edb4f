-- Of which prisons, and whether of all of them, the twelve months before a period are known.
-- grain: prison_code, period_code
-- parts: period_code
-- looks back: 12 months
-- adds up: no
with
prisons as (
    select
        reporting_grid.period_code,
        reporting_grid.prison_code,
        coalesce(bool_or(delivered_month.month_start is not null or prison.opened_date > period.start_date - interval 12 month), false)
            as is_known
    from core.reporting_grid as reporting_grid
    join core.period as period using (period_code)
    -- Left: what was not delivered is what is looked for.
    left join core.delivered_month as delivered_month
        on reporting_grid.prison_code = delivered_month.prison_code
        and delivered_month.month_start = period.start_date - interval 12 month
        and delivered_month.subject = 'persons'
    -- Left: a prison that the reference list lacks is taken to exist all the time.
    left join core.prison as prison on reporting_grid.prison_code = prison.prison_code
    where reporting_grid.domain_code is null and reporting_grid.prison_code is not null and reporting_grid.has_persons
    group by reporting_grid.period_code, reporting_grid.prison_code
)

select period_code, prison_code
from prisons
where is_known
union all
-- Of all prisons together it is known when it is of each.
select period_code, null as prison_code
from prisons
group by period_code
having bool_and(is_known)
