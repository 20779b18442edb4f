-- The domains of the offer.
-- grain: domain_code
-- adds up: no
select
    domain_code,
    domain_order
from raw.domain
