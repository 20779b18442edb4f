-- De activiteit van deze sessie is niet geleverd.
-- severity: warning
select
    delivery_id,
    sheet,
    line
from raw.session
anti join (select distinct activity_id from raw.activity) as delivered using (activity_id)
where activity_id is not null
