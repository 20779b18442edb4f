-- How many sessions of each prison were cancelled for which reason.
-- grain: prison_code, period_code, cancellation_reason
-- parts: period_code
-- long: records and totals meet here
-- adds up: yes
with
in_period as (
    select
        headline_month.period_code,
        session.prison_code,
        session.cancellation_reason
    from core.session as session
    join core.headline_month as headline_month using (month_start)
    where session.status = 'cancelled'
),

counted as (
    select
        prison_code,
        period_code,
        cancellation_reason,
        count(*) as sessions_cancelled
    from in_period
    group by
        grouping sets (
            (prison_code, period_code, cancellation_reason),
            (prison_code, period_code),
            (period_code, cancellation_reason),
            (period_code)
        )
),

totals as (
    -- A partner's total comes without reasons.
    select
        prison_code,
        period_code,
        cancellation_reason,
        sum(total_value) as sessions_cancelled
    from (
        select prison_code, period_code, 'unknown' as cancellation_reason, total_value
        from core.total
        where is_headline and measure = 'sessions_cancelled'
    )
    group by
        grouping sets (
            (prison_code, period_code, cancellation_reason),
            (prison_code, period_code),
            (period_code, cancellation_reason),
            (period_code)
        )
),

reasons as (
    select label as cancellation_reason
    from core.dimension_member
    where subject = 'session' and dimension = 'cancellation_reason'
    union all
    select null
),

delivered_or_not as (
    select
        reporting_grid.prison_code,
        reporting_grid.period_code,
        reasons.cancellation_reason,
        case when reporting_grid.has_sessions then 0 end as sessions_cancelled
    from core.reporting_grid as reporting_grid
    cross join reasons
    where reporting_grid.domain_code is null
),

parts as (
    select * from counted
    union all by name
    select * from totals
    union all by name
    select * from delivered_or_not
)

select
    prison_code,
    period_code,
    cancellation_reason,
    sum(sessions_cancelled)::bigint as sessions_cancelled
from parts
group by all
