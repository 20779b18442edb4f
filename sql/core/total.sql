-- The totals that count for a period, of partners that deliver no records there: the widest within the period.
-- A total counts only for periods that hold it whole, so a quarter's total never reaches a month.
-- grain: period_code, organisation_code, prison_code, domain_code, subdomain_code, form, unit, measure,
--     total_period, labels
-- parts: period_code
-- reads whole: all
-- adds up: yes
with
without_records as (
    select totals.*
    from core.stated_total as totals
    where
        totals.is_whole
        and not exists (
            from core.registered_subject as registered_subject
            where
                registered_subject.organisation_code = totals.organisation_code
                and registered_subject.prison_code = totals.prison_code
                and registered_subject.domain_code = totals.domain_code
                and registered_subject.month_start >= totals.start_date
                and registered_subject.month_start < totals.end_date
                and registered_subject.subject = case
                    when totals.measure in ('attendances', 'participant_hours') then totals.measure
                    when totals.measure in ('session_hours', 'supervision_hours') then totals.measure
                    when totals.measure = 'participants' then 'persons'
                    when totals.measure like 'sessions_%' or totals.measure = 'activities' then 'sessions'
                    when totals.measure = 'enrolments' then 'enrolments'
                    when totals.measure like 'trajectories_%' then 'trajectories'
                    when totals.measure in ('evaluations', 'certificates') then 'certificates'
                end
        )
),

within_period as (
    select
        period.period_code,
        period.is_headline,
        without_records.*
    from without_records
    join core.period as period
        on without_records.start_date >= period.start_date
        and without_records.end_date <= period.end_date
        -- Persons and families of two quarters are not those of both together.
        and (without_records.adds_up_over_time or without_records.total_period = period.period_code)
)

select
    part.period_code,
    part.is_headline,
    part.organisation_code,
    part.prison_code,
    part.domain_code,
    part.subdomain_code,
    part.form,
    part.unit,
    part.measure,
    part.total_period,
    part.labels,
    part.total_value,
    part.delivery_id,
    part.sheet,
    part.line
from within_period as part
anti join within_period as wider
    on part.period_code = wider.period_code
    and part.organisation_code = wider.organisation_code
    and part.prison_code = wider.prison_code
    and part.domain_code = wider.domain_code
    and part.subdomain_code = wider.subdomain_code
    and part.form = wider.form
    and part.unit = wider.unit
    and part.measure = wider.measure
    and part.start_date >= wider.start_date
    and part.end_date <= wider.end_date
    and part.total_period != wider.total_period
