-- Each prison with its name at the cut-off, and when it opened and closed.
-- grain: prison_code
-- adds up: no
select
    prison_code,
    -- A prison that opens after the cut-off has the name that it will have.
    coalesce(
        arg_max(prison_name, valid_from) filter (where valid_from < $last_date),
        arg_min(prison_name, valid_from)
    ) as prison_name,
    min(valid_from) as opened_date,
    -- Of a prison that still exists one row has no end.
    case when count(*) = count(valid_to) then max(valid_to) end as closed_date,
    arg_max(successor_code, valid_from) as successor_code
from staging.prison
group by prison_code
