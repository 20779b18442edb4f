-- De inzet gaat over een andere periode dan die in de naam van het bestand staat.
-- severity: warning
select
    staff.delivery_id,
    staff.sheet,
    staff.line
from raw.staff as staff
join load.delivery as delivery using (delivery_id)
where
    period_start_of_code(staff.period_code) < period_start_of_name(delivery.file_name)
    or period_end_of_code(staff.period_code) > period_end_of_name(delivery.file_name)
