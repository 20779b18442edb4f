-- Of which months each source delivered rows of which dataset for which prison.
-- grain: source_code, dataset, prison_code, month_start
-- adds up: no
select distinct source_code, dataset, prison_code, month_start
from core.evidence
union
select distinct stated.source_code, stated.dataset, stated.prison_code, period_month.month_start
from (
    select source_code, 'count' as dataset, prison_code, period_code
    from staging.count
    union
    select source_code, 'population' as dataset, prison_code, period_code
    from staging.population
    union
    select source_code, 'staff' as dataset, prison_code, period_code
    from staging.staff
) as stated
join core.period_month as period_month using (period_code)
