-- What of each organisation in each prison, and in all of them, is watched by quarter, where it is known.
-- grain: organisation_code, prison_code, measure, period_code
-- long: each of the four sources of watched figures lists what it gives
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
)

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
from core.quarter_persons
union all by name
select organisation_code, prison_code, period_code, measure, 'number' as kind, amount::double as amount
from of_totals
