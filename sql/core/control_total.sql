-- The totals of partners that also deliver records for the period: what they state beside what their records say.
-- grain: source_code, organisation_code, prison_code, domain_code, subdomain_code, measure, period_code, form, unit
-- adds up: no
with
stated as (
    select
        count.*,
        period.start_date,
        period.end_date
    from staging.count as count
    join core.period as period using (period_code)
    anti join core.total as total
        on count.delivery_id = total.delivery_id
        and count.sheet = total.sheet
        and count.line = total.line
        and count.measure = total.measure
        and count.period_code = total.total_period
    where coalesce(count.unit, 'person') = 'person'
),

recorded as (
    select
        organisation_code,
        prison_code,
        domain_code,
        subdomain_code,
        form,
        month_start,
        null as person_number,
        unnest([
            { 'measure': 'sessions_planned', 'amount': 1::decimal(18, 4) },
            { 'measure': 'sessions_' || status, 'amount': 1::decimal(18, 4) },
            { 'measure': 'session_hours', 'amount': case when status = 'held' then duration_hours end },
            { 'measure': 'supervision_hours', 'amount': case when status = 'held' then supervision_hours end }
        ], recursive := true)
    from core.session
    semi join stated using (organisation_code, prison_code, domain_code)
    union all
    select
        organisation_code,
        prison_code,
        domain_code,
        subdomain_code,
        form,
        month_start,
        null,
        unnest([
            { 'measure': 'attendances', 'amount': head_count::decimal(18, 4) },
            { 'measure': 'participant_hours', 'amount': participant_hours }
        ], recursive := true)
    from core.head_count
    semi join stated using (organisation_code, prison_code, domain_code)
    union all
    select
        organisation_code,
        prison_code,
        domain_code,
        subdomain_code,
        form,
        month_start,
        person_number,
        unnest([
            { 'measure': 'attendances', 'amount': attendances::decimal(18, 4) },
            { 'measure': 'participant_hours', 'amount': participant_hours },
            { 'measure': 'participants', 'amount': 0::decimal(18, 4) }
        ], recursive := true)
    from core.participation
    semi join stated using (organisation_code, prison_code, domain_code)
    union all
    select
        organisation_code,
        prison_code,
        domain_code,
        subdomain_code,
        null,
        month_start,
        null,
        unnest([
            { 'measure': 'evaluations', 'amount': 1::decimal(18, 4) },
            { 'measure': 'certificates', 'amount': is_passed::int::decimal(18, 4) }
        ], recursive := true)
    from core.certificate
    semi join stated using (organisation_code, prison_code, domain_code)
    union all
    select
        organisation_code,
        prison_code,
        domain_code,
        subdomain_code,
        null,
        month_start,
        null,
        'enrolments',
        1
    from core.enrolment
    semi join stated using (organisation_code, prison_code, domain_code)
    union all
    select
        organisation_code,
        prison_code,
        domain_code,
        subdomain_code,
        null,
        month_start,
        null,
        'trajectories_started',
        1
    from core.trajectory
    semi join stated using (organisation_code, prison_code, domain_code)
)

select
    stated.source_code,
    stated.organisation_code,
    stated.prison_code,
    stated.domain_code,
    stated.subdomain_code,
    stated.measure,
    stated.period_code,
    stated.form,
    stated.unit,
    stated.total_value as stated_value,
    case
        when any_value(stated.measure) = 'participants' then count(distinct recorded.person_number)
        else sum(recorded.amount)
    end::decimal(18, 4) as recorded_value,
    stated.delivery_id,
    stated.sheet,
    stated.line
from stated
join recorded
    on stated.organisation_code = recorded.organisation_code
    and stated.prison_code = recorded.prison_code
    and stated.domain_code = recorded.domain_code
    and stated.measure = recorded.measure
    and coalesce(stated.subdomain_code = recorded.subdomain_code, true)
    and coalesce(stated.form = recorded.form, true)
    and recorded.month_start >= stated.start_date
    and recorded.month_start < stated.end_date
group by all
