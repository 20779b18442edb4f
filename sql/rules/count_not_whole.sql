-- Een aantal is geen geheel getal: het kan een gemiddelde zijn, of een verkeerd gelezen teken.
-- severity: error
-- column: value
select
    delivery_id,
    sheet,
    line
from raw.count
where
    value <> floor(value)
    and regexp_matches(
        indicator_code,
        '^((recorded_|expected_)?attendances|participants|(sessions|trajectories)_\w+|activities|enrolments|absences'
        || '|persons_\w+|borrowers|loans|library_visits|visit_moments|children|families|couples|evaluations|certificates'
        || '|I(03|04|09|11|15|17|18|19|20|21))$'
    )
