-- What each delivery shows that its partner registers: subject by prison, domain, subdomain, organisation and month.
-- grain: subject, source_code, delivery_id, prison_code, domain_code, subdomain_code, organisation_code, month_start
-- parts: month_start
-- adds up: no
with
-- All columns by name: of each table only those that are asked for below are read.
facts as (
    select 'session' as fact, * from core.session
    union all by name
    select 'head_count' as fact, * from core.head_count
    union all by name
    select 'attendance' as fact, * from core.attendance
    union all by name
    select 'enrolment' as fact, * from core.enrolment
    union all by name
    select 'trajectory' as fact, * from core.trajectory_month
    union all by name
    select 'certificate' as fact, * from core.certificate
),

registered as (
    select
        fact,
        source_code,
        delivery_id,
        prison_code,
        domain_code,
        subdomain_code,
        organisation_code,
        month_start,
        case any_value(fact)
            when 'session' then [
                'sessions',
                case when count(duration_hours) > 0 then 'session_hours' end,
                case when count(supervision_hours) > 0 then 'supervision_hours' end,
                case when count(capacity) > 0 then 'capacity' end
            ]
            when 'head_count' then [
                'attendances', case when count(participant_hours) > 0 then 'participant_hours' end
            ]
            when 'attendance' then [
                'attendances', 'persons', case when count(duration_hours) > 0 then 'participant_hours' end
            ]
            when 'enrolment' then ['enrolments']
            when 'trajectory' then ['trajectories']
            when 'certificate' then ['certificates']
        end as subjects
    from facts
    group by all
),

subjects as (
    select * exclude (fact, subjects), unnest(subjects) as subject
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
