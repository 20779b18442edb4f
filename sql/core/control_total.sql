-- The totals of partners that also deliver records for the period: what they state beside what their records say.
-- grain: source_code, organisation_code, prison_code, domain_code, subdomain_code, measure, period_code, form, unit
-- long: six kinds of records, each with what totals are stated of
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

-- All columns by name: of each table only those that are asked for below are read.
facts as (
    select 'session' as fact, * from core.session
    union all by name
    select 'head_count' as fact, * from core.head_count
    union all by name
    select 'participation' as fact, * from core.participation
    union all by name
    select 'certificate' as fact, * from core.certificate
    union all by name
    select 'enrolment' as fact, * from core.enrolment
    union all by name
    select 'trajectory' as fact, * from core.trajectory
),

recorded as (
    select
        organisation_code,
        prison_code,
        domain_code,
        subdomain_code,
        case when fact in ('session', 'head_count', 'participation') then form end as form,
        month_start,
        case fact when 'participation' then person_number end as person_number,
        unnest(case fact
            when 'session' then [
                { 'measure': 'sessions_planned', 'amount': 1::decimal(18, 4) },
                { 'measure': 'sessions_' || status, 'amount': 1::decimal(18, 4) },
                { 'measure': 'session_hours', 'amount': case when status = 'held' then duration_hours end },
                { 'measure': 'supervision_hours', 'amount': case when status = 'held' then supervision_hours end }
            ]
            when 'head_count' then [
                { 'measure': 'attendances', 'amount': head_count::decimal(18, 4) },
                { 'measure': 'participant_hours', 'amount': participant_hours }
            ]
            when 'participation' then [
                { 'measure': 'attendances', 'amount': attendances::decimal(18, 4) },
                { 'measure': 'participant_hours', 'amount': participant_hours },
                { 'measure': 'participants', 'amount': 0::decimal(18, 4) }
            ]
            when 'certificate' then [
                { 'measure': 'evaluations', 'amount': 1::decimal(18, 4) },
                { 'measure': 'certificates', 'amount': is_passed::int::decimal(18, 4) }
            ]
            when 'enrolment' then [{ 'measure': 'enrolments', 'amount': 1::decimal(18, 4) }]
            when 'trajectory' then [{ 'measure': 'trajectories_started', 'amount': 1::decimal(18, 4) }]
        end, recursive := true)
    from facts
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
