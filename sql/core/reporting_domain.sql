-- Where partners ever delivered figures of what: there a report may show a cell, in every period.
-- grain: prison_code, subdomain_code, organisation_code
-- adds up: no
select distinct prison_code, subdomain_code, organisation_code
from core.delivered_month
