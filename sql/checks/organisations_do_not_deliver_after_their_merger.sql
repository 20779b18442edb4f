-- Deze sessies staan op naam van een organisatie die toen al in een andere was opgegaan.
-- severity: warning
select
    session.source_code,
    session.delivery_id,
    session.sheet,
    session.line,
    session.organisation_code,
    organisation.successor_code,
    session.session_date
from core.session as session
join core.organisation as organisation using (organisation_code)
where session.session_date >= organisation.closed_date and organisation.successor_code is not null
