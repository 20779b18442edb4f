-- De bevolking gaat over een andere periode dan die in de naam van het bestand staat.
-- severity: warning
select
    population.delivery_id,
    population.sheet,
    population.line
from raw.population as population
join load.delivery as delivery using (delivery_id)
where
    period_start_of_code(population.period_code) < period_start_of_name(delivery.file_name)
    or period_end_of_code(population.period_code) > period_end_of_name(delivery.file_name)
