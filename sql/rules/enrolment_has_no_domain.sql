-- Geen kolom, bron of activiteit zegt het domein van deze inschrijving; ze telt bij "onbekend domein".
-- severity: warning
select
    enrolment.delivery_id,
    enrolment.sheet,
    enrolment.line
from raw.enrolment as enrolment
anti join (select activity_id from raw.activity where domain_code is not null) as known using (activity_id)
where enrolment.domain_code is null
