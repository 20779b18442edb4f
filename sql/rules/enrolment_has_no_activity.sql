-- De activiteit van deze inschrijving is niet geleverd.
-- severity: warning
select
    delivery_id,
    sheet,
    line
from raw.enrolment
anti join (select distinct activity_id from raw.activity) as delivered using (activity_id)
where activity_id is not null
