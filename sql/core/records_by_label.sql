-- How many absences, enrolments, certificates and early ends each prison had by reason, status or kind, and of how many
-- different persons: the marts are cuts of it.
-- grain: prison_code, period_code, dimension, label
-- parts: period_code
-- long: four kinds of records meet here
-- adds up: yes
with
records as (
    select 'absence_reason' as dimension, absence_reason as label, prison_code, month_start, person_id
    from core.absence
    union all
    select 'status', status, prison_code, month_start, person_id
    from core.enrolment
    union all
    select 'certificate_kind', certificate_kind, prison_code, month_start, person_id
    from core.certificate
    where is_passed
    union all
    select 'end_reason', end_reason, prison_code, ended_month, person_id
    from core.trajectory
    where end_status = 'ended_early'
),

counted as (
    select
        records.prison_code,
        period.period_code,
        records.dimension,
        records.label,
        count(*) as records,
        count(distinct records.person_id) as persons
    from records
    join core.headline_month as period using (month_start)
    group by cube (records.prison_code, records.label), records.dimension, period.period_code
),

groups as (
    select dimension, label
    from core.dimension_member
    where subject in ('absence', 'enrolment', 'certificate', 'trajectory')
    union all
    select unnest(['absence_reason', 'status', 'certificate_kind', 'end_reason']), null
),

delivered_or_not as (
    select
        reporting_grid.prison_code,
        reporting_grid.period_code,
        groups.dimension,
        groups.label,
        case groups.dimension
            when 'absence_reason' then reporting_grid.has_persons
            when 'status' then reporting_grid.has_enrolments
            when 'certificate_kind' then reporting_grid.has_certificates
            else reporting_grid.has_trajectories
        end as is_delivered
    from core.reporting_grid as reporting_grid
    cross join groups
    where reporting_grid.domain_code is null
),

parts as (
    select * from counted
    union all by name
    select
        prison_code,
        period_code,
        dimension,
        label,
        case when is_delivered then 0 end as records,
        case when is_delivered then 0 end as persons
    from delivered_or_not
)

select
    prison_code,
    period_code,
    dimension,
    label,
    sum(records)::bigint as records,
    sum(persons)::bigint as persons
from parts
group by all
