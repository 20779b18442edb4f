-- How many different persons of each prison took part in each subdomain.
-- Every total is counted anew from the persons, never summed.
-- grain: prison_code, period_code, subdomain_code
-- parts: period_code
-- adds up: no
select
    prison_code,
    period_code,
    label as subdomain_code,
    participants
from core.participants_by_label
where dimension = 'subdomain_code'
