-- How many different persons took part in each domain and form, in each prison and in all of them.
-- Apart from sums of the same rows: together they take twice the time.
-- grain: prison_code, period_code, domain_code, form
-- parts: period_code
-- adds up: no
select
    participation.prison_code,
    period.period_code,
    participation.domain_code,
    participation.form,
    count(distinct participation.person_number) as persons
from core.participation as participation
join core.headline_month as period using (month_start)
group by
    grouping sets (
        (participation.prison_code, participation.domain_code, participation.form),
        (participation.domain_code, participation.form)
    ),
    period.period_code
