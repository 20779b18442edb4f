-- The sessions that lie before the cut-off, each with what it does not say itself taken from its activity.
-- grain: session_key
-- parts: month_start
-- adds up: yes
with
activities as (
    select
        *,
        -- Partners number by themselves: a number that only one of them uses may be meant by another file.
        count(*) over (partition by activity_id) = 1 as is_only_one
    from staging.activity
)

select
    session.source_code || ' ' || session.session_id as session_key,
    session.session_id,
    coalesce(session.prison_code, activity.prison_code) as prison_code,
    coalesce(session.organisation_code, activity.organisation_code, 'unknown') as organisation_code,
    coalesce(session.domain_code, activity.domain_code, subdomain.domain_code, 'unknown') as domain_code,
    coalesce(session.subdomain_code, activity.subdomain_code, 'unknown') as subdomain_code,
    coalesce(session.form, activity.form, 'unknown') as form,
    coalesce(session.target_group, activity.target_group, 'unknown') as target_group,
    -- A partner without activity numbers has activities by their name.
    coalesce(
        'id ' || coalesce(activity.source_code, session.source_code) || ' ' || session.activity_id,
        concat_ws(
            ' ', 'name', session.prison_code, session.organisation_code, session.domain_code, session.activity_name
        )
    ) as activity_key,
    coalesce(session.activity_name, activity.activity_name) as activity_name,
    -- Of a session with neither nobody knows which activity it is of: all of a partner would count as one.
    session.activity_id is not null or session.activity_name is not null as has_activity,
    session.session_date,
    date_trunc('month', session.session_date)::date as month_start,
    session.status,
    case when session.status = 'cancelled' then coalesce(session.cancellation_reason, 'unknown') end
        as cancellation_reason,
    session.duration_hours,
    session.supervision_hours,
    coalesce(session.capacity, activity.capacity) as capacity,
    coalesce(session.unit, 'person') as unit,
    session.head_count,
    session.family_count,
    session.source_code,
    session.delivery_id,
    session.sheet,
    session.line
from staging.session as session
-- Left: a partner may deliver sessions without a list of activities.
left join activities as activity
    on session.activity_id = activity.activity_id
    and (session.source_code = activity.source_code or activity.is_only_one)
-- Left: most sessions name no subdomain.
left join staging.subdomain as subdomain
    on coalesce(session.subdomain_code, activity.subdomain_code) = subdomain.subdomain_code
where
    session.session_date < $last_date
    and coalesce(session.prison_code, activity.prison_code) is not null
