-- The absences of persons who were expected at a held session.
-- grain: session_key, person_id
-- parts: month_start
-- adds up: yes
select
    session_key,
    person_id,
    person_number,
    prison_code,
    domain_code,
    month_start,
    coalesce(absence_reason, 'unknown') as absence_reason,
    delivery_id,
    sheet,
    line
from core.attendance
where is_held and status = 'absent'
