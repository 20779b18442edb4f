-- Het traject begint na, of eindigt voor de periode die in de naam van het bestand staat.
-- severity: warning
select
    trajectory.delivery_id,
    trajectory.sheet,
    trajectory.line
from raw.trajectory as trajectory
join load.delivery as delivery using (delivery_id)
where
    trajectory.start_date >= period_end_of_name(delivery.file_name)
    or trajectory.end_date < period_start_of_name(delivery.file_name)
