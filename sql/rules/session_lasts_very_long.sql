-- De sessie duurt meer dan 8 uur: staat de duur in minuten, zet dan unit = "minutes" bij die kolom in de bron.
-- severity: warning
select
    delivery_id,
    sheet,
    line
from raw.session
where duration_hours > 8
