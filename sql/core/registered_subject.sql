-- What each delivery shows that its partner registers: subject by prison, domain, subdomain, organisation and month.
-- grain: subject, source_code, delivery_id, prison_code, domain_code, subdomain_code, organisation_code, month_start
-- parts: month_start
-- adds up: no
with
registered as (
    select
        source_code,
        delivery_id,
        prison_code,
        domain_code,
        subdomain_code,
        organisation_code,
        month_start,
        [
            'sessions',
            case when count(duration_hours) > 0 then 'session_hours' end,
            case when count(supervision_hours) > 0 then 'supervision_hours' end,
            case when count(capacity) > 0 then 'capacity' end
        ] as subjects
    from core.session
    group by all
    union all
    select
        source_code,
        delivery_id,
        prison_code,
        domain_code,
        subdomain_code,
        organisation_code,
        month_start,
        ['attendances', case when count(participant_hours) > 0 then 'participant_hours' end] as subjects
    from core.head_count
    group by all
    union all
    select
        source_code,
        delivery_id,
        prison_code,
        domain_code,
        subdomain_code,
        organisation_code,
        month_start,
        ['attendances', 'persons', case when count(duration_hours) > 0 then 'participant_hours' end] as subjects
    from core.attendance
    group by all
    union
    select
        source_code,
        delivery_id,
        prison_code,
        domain_code,
        subdomain_code,
        organisation_code,
        month_start,
        ['enrolments'] as subjects
    from core.enrolment
    union
    select
        source_code,
        delivery_id,
        prison_code,
        domain_code,
        subdomain_code,
        organisation_code,
        month_start,
        ['trajectories'] as subjects
    from core.trajectory_month
    union
    select
        source_code,
        delivery_id,
        prison_code,
        domain_code,
        subdomain_code,
        organisation_code,
        month_start,
        ['certificates'] as subjects
    from core.certificate
),

subjects as (
    select
        unnest(subjects) as subject,
        source_code,
        delivery_id,
        prison_code,
        domain_code,
        subdomain_code,
        organisation_code,
        month_start
    from registered
)

select distinct
    subject,
    -- The contract whose delivery is expected for it.
    case subject
        when 'persons' then 'attendance'
        when 'enrolments' then 'enrolment'
        when 'trajectories' then 'trajectory'
        when 'certificates' then 'certificate'
        else 'session'
    end as dataset,
    source_code,
    delivery_id,
    prison_code,
    domain_code,
    subdomain_code,
    organisation_code,
    month_start
from subjects
where subject is not null
