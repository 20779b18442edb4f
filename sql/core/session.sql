-- The sessions that lie before the cut-off, each with what it does not say itself taken from its activity.
-- grain: session_id
-- adds up: yes
select
    session.session_id,
    coalesce(session.prison_code, activity.prison_code) as prison_code,
    coalesce(session.organisation_code, activity.organisation_code) as organisation_code,
    coalesce(session.domain_code, activity.domain_code, subdomain.domain_code, 'unknown') as domain_code,
    coalesce(session.subdomain_code, activity.subdomain_code) as subdomain_code,
    coalesce(session.form, activity.form, 'unknown') as form,
    coalesce(session.target_group, activity.target_group) as target_group,
    -- A partner without activity numbers has activities by their name.
    coalesce(
        'id ' || session.activity_id,
        concat_ws(
            ' ', 'name', session.prison_code, session.organisation_code, session.domain_code, session.activity_name
        )
    ) as activity_key,
    session.session_date,
    date_trunc('month', session.session_date)::date as month_start,
    session.status,
    case when session.status = 'cancelled' then coalesce(session.cancellation_reason, 'unknown') end
        as cancellation_reason,
    session.duration_hours,
    session.supervision_hours,
    coalesce(session.capacity, activity.capacity) as capacity,
    case when coalesce(session.unit, 'person') = 'person' then session.head_count end as head_count,
    session.source_code,
    session.delivery_id,
    session.sheet,
    session.line
from staging.session as session
-- Left: a partner may deliver sessions without a list of activities.
left join staging.activity as activity using (activity_id)
-- Left: most sessions name no subdomain.
left join staging.subdomain as subdomain
    on coalesce(session.subdomain_code, activity.subdomain_code) = subdomain.subdomain_code
where
    session.session_date < $last_date
    and coalesce(session.prison_code, activity.prison_code) is not null
