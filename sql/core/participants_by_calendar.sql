-- How many different persons took part by month and by school year, in each domain and in all of them.
-- Apart from sums of the same rows: together they take twice the time.
-- grain: prison_code, domain_code, period_code
-- parts: period_code
-- adds up: no
select
    participation.prison_code,
    participation.domain_code,
    months.period_code,
    count(distinct participation.person_number) as participants
from core.participation as participation
join core.calendar_month as months using (month_start)
group by
    grouping sets ((participation.prison_code, participation.domain_code), (participation.domain_code)),
    months.period_code
union all by name
select participants.prison_code, participants.period_code, participants.participants
from core.participants as participants
semi join core.calendar_month using (period_code)
