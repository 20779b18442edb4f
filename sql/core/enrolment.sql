-- Who applied for what and when, each with what it does not say itself taken from its activity.
-- grain: source_code, enrolment_id
-- parts: month_start
-- adds up: yes
with
activities as (
    select
        *,
        count(*) over (partition by activity_id) = 1 as is_only_one
    from staging.activity
)

select
    enrolment.enrolment_id,
    enrolment.person_id,
    coalesce(enrolment.prison_code, activity.prison_code) as prison_code,
    coalesce(enrolment.organisation_code, activity.organisation_code, 'unknown') as organisation_code,
    coalesce(enrolment.domain_code, activity.domain_code, 'unknown') as domain_code,
    coalesce(enrolment.subdomain_code, activity.subdomain_code, 'unknown') as subdomain_code,
    enrolment.status,
    enrolment.applied_date,
    date_trunc('month', enrolment.applied_date)::date as month_start,
    enrolment.start_date,
    date_trunc('month', enrolment.start_date)::date as started_month,
    enrolment.end_date,
    enrolment.source_code,
    enrolment.delivery_id,
    enrolment.sheet,
    enrolment.line
from staging.enrolment as enrolment
-- Left: a partner may deliver enrolments without a list of activities.
left join activities as activity
    on enrolment.activity_id = activity.activity_id
    and (enrolment.source_code = activity.source_code or activity.is_only_one)
where
    enrolment.applied_date < $last_date
    and coalesce(enrolment.prison_code, activity.prison_code) is not null
