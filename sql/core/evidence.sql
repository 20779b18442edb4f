-- What each delivery shows that its partner registers: subject by prison, domain, organisation and month.
-- grain: subject, source_code, delivery_id, prison_code, domain_code, organisation_code, month_start
-- adds up: no
with
registered as (
    select
        source_code,
        delivery_id,
        prison_code,
        domain_code,
        organisation_code,
        month_start,
        [
            'sessions',
            case when count(duration_hours) > 0 then 'session_hours' end,
            case when count(supervision_hours) > 0 then 'supervision_hours' end
        ] as subjects
    from core.session
    group by all
    union all
    select
        source_code,
        delivery_id,
        prison_code,
        domain_code,
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
        organisation_code,
        month_start,
        ['attendances', 'persons', case when count(duration_hours) > 0 then 'participant_hours' end] as subjects
    from core.attendance
    group by all
),

subjects as (
    select
        unnest(subjects) as subject,
        source_code,
        delivery_id,
        prison_code,
        domain_code,
        organisation_code,
        month_start
    from registered
)

select distinct
    subject,
    -- The contract whose delivery is expected for it.
    case when subject = 'persons' then 'attendance' else 'session' end as dataset,
    source_code,
    delivery_id,
    prison_code,
    domain_code,
    organisation_code,
    month_start
from subjects
where subject is not null
