-- How many persons applied for an activity in the period, by what became of it.
-- grain: prison_code, period_code, status
-- parts: period_code
-- adds up: yes
select
    prison_code,
    period_code,
    label as status,
    records as enrolments,
    persons as enrolments_persons
from core.records_by_label
where dimension = 'status'
