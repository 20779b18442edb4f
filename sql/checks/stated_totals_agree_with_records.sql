-- De partner gaf ook een totaal, en dat is niet wat zijn regels samen zeggen; de regels tellen.
-- severity: warning
select
    source_code,
    delivery_id,
    sheet,
    line,
    organisation_code,
    prison_code,
    domain_code,
    measure,
    period_code,
    stated_value,
    recorded_value
from core.control_total
where abs(stated_value - recorded_value) > 0.05
