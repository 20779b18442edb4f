-- Het einduur ligt niet na het beginuur; zonder opgegeven duur is die van de sessie dan onbekend.
-- severity: warning
select
    delivery_id,
    sheet,
    line
from raw.session
where end_time <= start_time
