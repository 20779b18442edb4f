-- The parts of the domains.
-- grain: subdomain_code
-- adds up: no
select
    subdomain_code,
    domain_code
from raw.subdomain
