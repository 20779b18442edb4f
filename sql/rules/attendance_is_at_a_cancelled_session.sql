-- Er staat iemand aanwezig op een sessie die afgelast is; die aanwezigheid telt niet mee.
-- severity: warning
with
cancelled as (
    select session_id
    from raw.session
    group by all
    having bool_and(status = 'cancelled')
)

select
    delivery_id,
    sheet,
    line
from raw.attendance
semi join cancelled using (session_id)
where status in ('present', 'partial')
