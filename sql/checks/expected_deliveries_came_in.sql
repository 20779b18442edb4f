-- Deze leveringen ontbreken of reiken niet tot het einde van hun kwartaal of jaar; de cijfers zijn daar onvolledig.
-- severity: warning
select
    missing.source_code,
    missing.dataset,
    missing.period_code,
    string_agg(missing.prison_code, ', ' order by missing.prison_code) as prisons
from core.delivery_missing as missing
join core.period as period using (period_code)
where not missing.is_longer and period.end_date > (select max(end_date) - interval 12 month from core.period)
group by all
