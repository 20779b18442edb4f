-- Het totaal gaat over een andere periode dan die in de naam van het bestand staat.
-- severity: warning
select
    stated.delivery_id,
    stated.sheet,
    stated.line
from raw.count as stated
join load.delivery as delivery using (delivery_id)
where
    period_start_of_code(stated.period_code) < period_start_of_name(delivery.file_name)
    or period_end_of_code(stated.period_code) > period_end_of_name(delivery.file_name)
