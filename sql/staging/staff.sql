-- The staff and volunteers of organisations in prisons, as partners delivered them.
-- grain: source_code, organisation_code, prison_code, period_code, role
-- adds up: no
select
    organisation_code,
    prison_code,
    period_code,
    role,
    fte,
    headcount,
    volunteers,
    source_code,
    delivery_id,
    sheet,
    line
from raw.staff
