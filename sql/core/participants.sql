-- How many different persons took part in each prison, and in all of them, in every period: the totals of many marts.
-- grain: prison_code, period_code
-- parts: period_code
-- adds up: no
select
    participation.prison_code,
    period.period_code,
    count(distinct participation.person_number) as participants
from core.participation as participation
join core.period_month as period using (month_start)
group by cube (participation.prison_code), period.period_code
