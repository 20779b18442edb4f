-- Een aantal is geen geheel getal: het kan een gemiddelde zijn, of een verkeerd gelezen teken.
-- severity: error
-- column: value
select
    delivery_id,
    sheet,
    line
from raw.count
where value <> floor(value) and not regexp_matches(indicator_code, 'hours|average|median|fte|rate|share|size')
