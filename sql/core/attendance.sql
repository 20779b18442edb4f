-- Who was expected at which session, with what the person was at that day and how much of the session they attended.
-- grain: session_key, person_id
-- adds up: yes
with
unshared_sessions as (
    select *
    from core.session
    qualify count(*) over (partition by session_id) = 1
),

with_session as (
    select attendance.*, session.session_key
    from staging.attendance as attendance
    join core.session as session using (source_code, session_id)
    union all by name
    -- A partner may deliver sessions in one file and attendances in another: then the number must be one of a kind.
    select attendance.*, session.session_key
    from staging.attendance as attendance
    anti join staging.session as own using (source_code, session_id)
    join unshared_sessions as session using (session_id)
),

expected_persons as (
    select
        attendance.session_key,
        attendance.session_id,
        attendance.person_id,
        session.prison_code,
        session.organisation_code,
        session.domain_code,
        session.subdomain_code,
        session.form,
        session.target_group,
        session.session_date,
        session.month_start,
        session.duration_hours,
        attendance.status,
        attendance.absence_reason,
        session.status = 'held' as is_held,
        -- Present without a share is the whole session; partial without a share counts for half.
        case
            when session.status != 'held' then 0
            when attendance.status = 'present' then coalesce(attendance.share, 1)
            when attendance.status = 'partial' then coalesce(attendance.share, 0.5)
            else 0
        end::decimal(5, 4) as attended_share,
        attendance.source_code,
        attendance.delivery_id,
        attendance.sheet,
        attendance.line
    from with_session as attendance
    join core.session as session using (session_key)
)

select
    expected_persons.*,
    expected_persons.attended_share > 0 as is_attended,
    (expected_persons.attended_share * expected_persons.duration_hours)::decimal(18, 4) as participant_hours,
    case when session_date < stint.end_date then stint.gender else 'unknown' end as gender,
    case when session_date < stint.end_date then stint.statuut else 'unknown' end as statuut,
    case when session_date < stint.end_date then stint.regime else 'unknown' end as regime,
    case when session_date < stint.end_date then stint.language_group else 'unknown' end as language_group,
    case
        when stint.birth_year is null or session_date >= stint.end_date then 'unknown'
        when year(session_date) - stint.birth_year < 25 then '18-24'
        when year(session_date) - stint.birth_year < 35 then '25-34'
        when year(session_date) - stint.birth_year < 50 then '35-49'
        else '50+'
    end as age_band
from expected_persons
-- Left: a partner may know a person whom the list of stints lacks.
asof left join core.stint as stint
    on expected_persons.person_id = stint.person_id and expected_persons.session_date >= stint.start_date
