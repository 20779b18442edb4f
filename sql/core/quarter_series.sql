-- What of each organisation in each prison, and in all of them, is watched by quarter; a quarter without rows is zero.
-- A number stands by itself, a mean is an amount divided by its weight, and a share is a part of its weight.
-- grain: organisation_code, prison_code, measure, period_code
-- adds up: no
with
by_place as (
    select
        organisation_code,
        prison_code,
        period_code,
        sum(sessions_planned) as sessions_planned,
        sum(sessions_cancelled) as sessions_cancelled,
        sum(sessions_twice) as sessions_twice,
        least(sum(sessions_month_1), sum(sessions_month_2), sum(sessions_month_3)) as sessions_quietest_month,
        sum(attendances) as attendances,
        max(largest_group) as largest_group,
        sum(session_hours) as session_hours,
        sum(sessions_with_hours) as sessions_with_hours,
        sum(sessions_recorded) as sessions_recorded
    from core.activity_quarter
    group by cube (prison_code), organisation_code, period_code
),

of_sessions as (
    select
        organisation_code,
        prison_code,
        period_code,
        unnest([
            { 'measure': 'sessions_planned', 'kind': 'number', 'amount': sessions_planned, 'weight': null },
            { 'measure': 'sessions_cancelled', 'kind': 'share', 'amount': sessions_cancelled, 'weight': sessions_planned },
            { 'measure': 'sessions_twice', 'kind': 'share', 'amount': sessions_twice, 'weight': sessions_planned },
            -- Whether a month is missing shows beside the other two, however lively the quarter is.
            { 'measure': 'sessions_quietest_month', 'kind': 'share', 'amount': sessions_quietest_month, 'weight': sessions_planned },
            { 'measure': 'attendances', 'kind': 'number', 'amount': attendances, 'weight': null },
            { 'measure': 'largest_group', 'kind': 'mean', 'amount': largest_group, 'weight': 1 },
            { 'measure': 'session_hours', 'kind': 'mean', 'amount': session_hours, 'weight': sessions_with_hours },
            { 'measure': 'group_size', 'kind': 'mean', 'amount': attendances, 'weight': sessions_recorded }
        ], recursive := true)
    from by_place
),

of_dates as (
    select
        organisation_code,
        prison_code,
        period_code,
        unnest([
            { 'measure': 'sessions_in_weekend', 'amount': sum(sessions_in_weekend), 'weight': sum(sessions) },
            { 'measure': 'sessions_elsewhere', 'amount': sum(sessions_elsewhere), 'weight': sum(sessions) }
        ], recursive := true)
    from core.delivery_dates
    group by cube (prison_code), organisation_code, period_code
),

by_person as (
    select
        participation.organisation_code,
        participation.prison_code,
        period.period_code,
        participation.person_number,
        -- Numbers that a partner gives out anew make old acquaintances strangers.
        period.start_date = min(period.start_date) over (
            partition by participation.organisation_code, participation.person_number
        ) as is_new
    from core.participation as participation
    join core.period as period
        on participation.month_start >= period.start_date and participation.month_start < period.end_date
    where period.period_level = 'quarter'
),

of_persons as (
    select
        organisation_code,
        prison_code,
        period_code,
        unnest([
            { 'measure': 'participants', 'kind': 'number', 'amount': count(distinct person_number), 'weight': null },
            {
                'measure': 'participants_new',
                'kind': 'share',
                'amount': count(distinct person_number) filter (where is_new),
                'weight': count(distinct person_number)
            }
        ], recursive := true)
    from by_person
    group by cube (prison_code), organisation_code, period_code
),

of_totals as (
    select
        organisation_code,
        prison_code,
        total_period as period_code,
        'stated ' || measure as measure,
        sum(total_value) as amount
    from core.total
    where total_period = period_code and contains(period_code, '-K')
    group by cube (prison_code), organisation_code, total_period, measure
),

known as (
    select
        organisation_code, prison_code, period_code, measure, kind, amount::double as amount, weight::double as weight
    from of_sessions
    where amount is not null
    union all by name
    select
        organisation_code,
        prison_code,
        period_code,
        measure,
        'share' as kind,
        amount::double as amount,
        weight::double as weight
    from of_dates
    union all by name
    select
        organisation_code, prison_code, period_code, measure, kind, amount::double as amount, weight::double as weight
    from of_persons
    union all by name
    select organisation_code, prison_code, period_code, measure, 'number' as kind, amount::double as amount
    from of_totals
),

quarters as (
    select period_code, start_date
    from core.period
    where period_level = 'quarter'
),

spans as (
    select organisation_code, prison_code, measure, kind, min(start_date) as first_day
    from known
    join quarters using (period_code)
    group by all
),

-- A quarter of which the organisation delivered nothing at all is missing, not zero: another check tells of it.
delivered as (
    select distinct organisation_code, period_code
    from known
)

select
    spans.organisation_code,
    spans.prison_code,
    spans.measure,
    quarters.period_code,
    quarters.start_date,
    spans.kind,
    coalesce(known.amount, 0) as amount,
    known.weight
from spans
join quarters on quarters.start_date >= spans.first_day
semi join delivered on spans.organisation_code = delivered.organisation_code and quarters.period_code = delivered.period_code
-- Left: a quarter without rows is zero, and has no mean and no shares.
left join known
    on spans.organisation_code = known.organisation_code
    and spans.prison_code is not distinct from known.prison_code
    and spans.measure = known.measure
    and quarters.period_code = known.period_code
where known.amount is not null or spans.kind = 'number'
