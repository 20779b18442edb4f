-- Geen kolom, bron of activiteit zegt het domein van deze sessie; ze telt bij "onbekend domein".
-- severity: warning
select
    session.delivery_id,
    session.sheet,
    session.line
from raw.session as session
anti join (
    select activity_id
    from raw.activity
    where domain_code is not null or subdomain_code is not null
) as known using (activity_id)
where session.domain_code is null and session.subdomain_code is null
