-- How often somebody who was expected did not come to a held session, by reason.
-- grain: prison_code, period_code, absence_reason
-- parts: period_code
-- adds up: yes
select
    prison_code,
    period_code,
    label as absence_reason,
    records as absences,
    persons as absences_persons
from core.records_by_label
where dimension = 'absence_reason'
