-- Deze cijfers vallen buiten wat voor de partner gewoon is; kijk de levering na, of aanvaard ze in accepted_alarm.csv.
-- severity: warning
select
    alarm.organisation_code,
    alarm.prison_code,
    alarm.period_code,
    alarm.measure,
    alarm.found_value,
    alarm.usual_low,
    alarm.usual_high,
    alarm.driving_prison_code,
    alarm.driving_activity,
    delivery.file_name
from core.alarm as alarm
anti join staging.accepted_alarm as accepted
    on alarm.organisation_code = accepted.organisation_code
    and alarm.prison_code is not distinct from accepted.prison_code
    and alarm.period_code = accepted.period_code
-- Left: a total that was never delivered has no file.
left join load.delivery as delivery using (delivery_id)
