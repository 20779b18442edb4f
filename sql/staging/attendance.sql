-- Who was expected at a session and came or not, as partners delivered it.
-- grain: source_code, session_id, person_id
-- parts: delivery_id
-- adds up: no
select
    session_id,
    person_id,
    status,
    share,
    absence_reason,
    source_code,
    delivery_id,
    sheet,
    line
from raw.attendance
