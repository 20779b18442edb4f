-- Deze sessies liggen voor de opening of na de sluiting van hun gevangenis; ze tellen wel mee.
-- severity: warning
select
    session.source_code,
    session.delivery_id,
    session.sheet,
    session.line,
    session.prison_code,
    session.session_date
from core.session as session
join core.prison as prison using (prison_code)
where
    session.session_date < prison.opened_date
    or session.session_date >= coalesce(prison.closed_date, date '9999-12-31')
