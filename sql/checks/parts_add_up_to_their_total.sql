-- De delen van een tabel tellen niet op tot het totaal dat erbij staat.
-- severity: error
with
parts as (
    select 'sessions_by_domain' as mart, prison_code, period_code, domain_code as part, sessions_held as told_value
    from marts.sessions_by_domain
    union all
    select 'sessions_by_form', prison_code, period_code, form, sessions_held
    from marts.sessions_by_form
    union all
    select 'sessions_by_organisation', prison_code, period_code, organisation_code, sessions_held
    from marts.sessions_by_organisation
    union all
    select 'sessions_by_subdomain', prison_code, period_code, subdomain_code, sessions_held
    from marts.sessions_by_subdomain
    union all
    select 'sessions_by_target_group', prison_code, period_code, target_group, sessions_held
    from marts.sessions_by_target_group
    union all
    select 'cancellations_by_reason', prison_code, period_code, cancellation_reason, sessions_cancelled
    from marts.cancellations_by_reason
    union all
    select 'attendances_by_domain', prison_code, period_code, domain_code, attendances
    from marts.attendances_by_domain
    where form is null
    union all
    select 'attendances_by_organisation', prison_code, period_code, organisation_code, attendances
    from marts.attendances_by_organisation
    union all
    select 'attendances_by_subdomain', prison_code, period_code, subdomain_code, attendances
    from marts.attendances_by_subdomain
    union all
    select 'attendances_by_target_group', prison_code, period_code, target_group, attendances
    from marts.attendances_by_target_group
    union all
    select 'attendances_by_recording', prison_code, period_code, recording, attendances
    from marts.attendances_by_recording
    union all
    select 'absences_by_reason', prison_code, period_code, absence_reason, absences
    from marts.absences_by_reason
    union all
    select 'enrolments_by_status', prison_code, period_code, status, enrolments
    from marts.enrolments_by_status
    union all
    select 'certificates_by_kind', prison_code, period_code, certificate_kind, certificates
    from marts.certificates_by_kind
    union all
    select 'trajectories_by_reason', prison_code, period_code, end_reason, trajectories_ended_early
    from marts.trajectories_by_reason
)

select
    mart,
    prison_code,
    period_code,
    sum(told_value) filter (where part is not null) as sum_of_parts,
    sum(told_value) filter (where part is null) as total
from parts
group by all
having
    coalesce(sum(told_value) filter (where part is not null), 0)
    != coalesce(sum(told_value) filter (where part is null), 0)
