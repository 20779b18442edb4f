-- Which partner has to deliver what, for which prisons and from when.
-- grain: source_code, dataset, prison_code
-- adds up: no
select
    source_code,
    dataset,
    prison_code,
    frequency,
    valid_from,
    valid_to
from raw.expected
