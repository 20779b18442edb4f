-- Deze ongewone cijfers zijn nagekeken en aanvaard.
-- severity: information
select
    alarm.organisation_code,
    alarm.prison_code,
    alarm.period_code,
    alarm.measure,
    alarm.found_value,
    accepted.accepted_by,
    accepted.accepted_date,
    accepted.reason
from core.alarm as alarm
join staging.accepted_alarm as accepted
    on alarm.organisation_code = accepted.organisation_code
    and alarm.prison_code is not distinct from accepted.prison_code
    and alarm.period_code = accepted.period_code
