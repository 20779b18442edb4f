-- Deze aanwezigheden verwijzen naar een sessie die niet geleverd is; ze tellen nergens mee.
-- severity: warning
select
    attendance.source_code,
    attendance.delivery_id,
    attendance.sheet,
    attendance.line
from staging.attendance as attendance
anti join staging.session as session using (session_id)
