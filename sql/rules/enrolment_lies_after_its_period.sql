-- De aanmelding ligt na de periode die in de naam van het bestand staat.
-- severity: warning
select
    enrolment.delivery_id,
    enrolment.sheet,
    enrolment.line
from raw.enrolment as enrolment
join load.delivery as delivery using (delivery_id)
where enrolment.applied_date >= period_end_of_name(delivery.file_name)
