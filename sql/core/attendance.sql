-- Who was expected at which session, with what the person was at that day and how much of the session they attended.
-- grain: session_key, person_id
-- parts: delivery_id, month_start, person_id
-- adds up: yes
with
-- Set apart: else the attendances are kept in memory to look these up in them.
sessions as materialized (
    select
        alias.source_code,
        alias.session_id,
        session.session_key,
        session.prison_code,
        session.organisation_code,
        session.domain_code,
        session.subdomain_code,
        session.form,
        session.target_group,
        session.session_date,
        session.month_start,
        session.duration_hours,
        session.status = 'held' as is_held
    from core.session_alias as alias
    join core.session as session using (session_key)
),

stints as (
    select person.person_number, stay.*
    from core.stay as stay
    join core.person as person using (person_id)
),

expected_persons as (
    select
        sessions.* exclude (source_code),
        attendance.person_id,
        person.person_number,
        attendance.status,
        attendance.absence_reason,
        -- Present without a share is the whole session; partial without a share counts for half.
        case
            when not sessions.is_held then 0
            when attendance.status = 'present' then coalesce(attendance.share, 1)
            when attendance.status = 'partial' then coalesce(attendance.share, 0.5)
            else 0
        end::decimal(5, 4) as attended_share,
        attendance.source_code,
        attendance.delivery_id,
        attendance.sheet,
        attendance.line
    from staging.attendance as attendance
    join sessions using (source_code, session_id)
    join core.person as person using (person_id)
)

select
    expected_persons.*,
    expected_persons.attended_share > 0 as is_attended,
    (expected_persons.attended_share * expected_persons.duration_hours)::decimal(18, 4) as participant_hours,
    coalesce(stints.gender, 'unknown') as gender,
    coalesce(stints.statuut, 'unknown') as statuut,
    coalesce(stints.regime, 'unknown') as regime,
    coalesce(stints.language_group, 'unknown') as language_group,
    case
        when stints.birth_year is null then 'unknown'
        when year(session_date) - stints.birth_year < 25 then '18-24'
        when year(session_date) - stints.birth_year < 35 then '25-34'
        when year(session_date) - stints.birth_year < 50 then '35-49'
        else '50+'
    end as age_band
from expected_persons
-- Left: a partner may know a person whom the list of stints lacks. There are few stints of a person to try.
left join stints
    on expected_persons.person_number = stints.person_number
    and expected_persons.session_date >= stints.start_date
    and expected_persons.session_date < stints.end_date
