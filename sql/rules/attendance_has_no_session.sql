-- De sessie van deze aanwezigheid is niet geleverd; de aanwezigheid telt niet mee.
-- severity: warning
select
    delivery_id,
    sheet,
    line
from raw.attendance
anti join (select distinct session_id from raw.session) as delivered using (session_id)
