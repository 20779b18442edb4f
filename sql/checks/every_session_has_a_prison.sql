-- Deze sessies noemen geen gevangenis en hun activiteit ook niet; ze tellen nergens mee.
-- severity: error
select
    session.source_code,
    session.delivery_id,
    session.sheet,
    session.line
from staging.session as session
-- Left: an activity that is not on the list can't name the prison either.
left join staging.activity as activity using (activity_id)
where coalesce(session.prison_code, activity.prison_code) is null
