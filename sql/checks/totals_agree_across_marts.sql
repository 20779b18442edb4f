-- Hetzelfde totaal staat in twee tabellen van het verslag met een andere waarde.
-- severity: error
-- long: one table after another, each with the totals that it prints
with
told as (
    select 'sessions_held' as measure, prison_code, period_code, sessions_held as told_value
    from marts.sessions_by_domain
    where domain_code is null
    union all
    select 'sessions_held', prison_code, period_code, sessions_held
    from marts.sessions_by_form
    where form is null
    union all
    select 'sessions_held', prison_code, period_code, sessions_held
    from marts.sessions_by_organisation
    where organisation_code is null
    union all
    select 'sessions_held', prison_code, period_code, sessions_held
    from marts.sessions_by_subdomain
    where subdomain_code is null
    union all
    select 'sessions_held', prison_code, period_code, sessions_held
    from marts.sessions_by_target_group
    where target_group is null
    union all
    select 'attendances', prison_code, period_code, attendances
    from marts.attendances_by_domain
    where domain_code is null and form is null
    union all
    select 'attendances', prison_code, period_code, attendances
    from marts.attendances_by_organisation
    where organisation_code is null
    union all
    select 'attendances', prison_code, period_code, attendances
    from marts.attendances_by_subdomain
    where subdomain_code is null
    union all
    select 'attendances', prison_code, period_code, attendances
    from marts.attendances_by_target_group
    where target_group is null
    union all
    select 'attendances', prison_code, period_code, attendances
    from marts.attendances_by_recording
    where recording is null
    union all
    select 'participants', prison_code, period_code, participants
    from marts.participants_by_domain
    where domain_code is null
    union all
    select 'participants', prison_code, period_code, participants
    from marts.participants_by_organisation
    where organisation_code is null
    union all
    select 'participants', prison_code, period_code, participants
    from marts.participants_by_gender
    where gender is null
    union all
    select 'participants', prison_code, period_code, participants
    from marts.participants_by_target_group
    where target_group is null
    union all
    select 'participants', prison_code, period_code, participants
    from marts.participants_by_age_band
    where age_band is null
    union all
    select 'participants', prison_code, period_code, participants
    from marts.participants_by_statuut
    where statuut is null
    union all
    select 'participants', prison_code, period_code, participants
    from marts.participants_by_domains_taken
    where domains_taken is null
    union all
    select 'trajectories_ended_early', prison_code, period_code, trajectories_ended_early
    from marts.trajectories_by_domain
    where
        domain_code is null
        -- A partner's total comes without reasons.
        and period_code not in (select period_code from core.total where measure = 'trajectories_ended_early')
    union all
    select 'trajectories_ended_early', prison_code, period_code, trajectories_ended_early
    from marts.trajectories_by_reason
    where end_reason is null
)

select
    measure,
    prison_code,
    period_code,
    min(coalesce(told_value, 0)) as lowest,
    max(coalesce(told_value, 0)) as highest
from told
group by all
having min(coalesce(told_value, 0)) != max(coalesce(told_value, 0))
