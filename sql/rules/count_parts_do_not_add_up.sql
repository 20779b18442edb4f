-- Delen van verschillende personen (of van een stand) zijn samen geen totaal: wie in twee delen zit, telt maar een keer.
-- severity: error
-- column: indicator_code
select
    delivery_id,
    sheet,
    line
from raw.count as stated
where
    -- Written as an object, a row can be asked for a column that a contract of the workspace's own may lack.
    to_json(stated) ->> 'component' is not null
    and regexp_matches(
        indicator_code,
        '^(participants|activities|borrowers|persons_\w+|trajectories_running|throughput|average_population|beds'
        || '|capacity_official|waiting_days_median|partners|fte|workers|volunteers|deliveries_\w+|target_value'
        || '|I(01|11|17|17-D|18-L|20-L|22|22-V|22-M|22-W|23-V|23-O|23-M)|P0[1-4]|P04-G|A01)$'
    )
