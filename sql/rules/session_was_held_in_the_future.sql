-- De sessie is doorgegaan op een dag die bij de levering nog moest komen.
-- severity: warning
select
    session.delivery_id,
    session.sheet,
    session.line
from raw.session as session
join load.delivery as delivery using (delivery_id)
where session.status = 'held' and session.session_date > delivery.received_at::date
