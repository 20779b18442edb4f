-- De sessie is afgelast, maar er zijn aanwezigen geteld; die tellen niet mee.
-- severity: warning
select
    delivery_id,
    sheet,
    line
from raw.session
where status = 'cancelled' and head_count > 0
