-- De geplande sessies in het verslag zijn niet die van de leveringen en de totalen samen.
-- severity: error
with
years as (
    select period_code, start_date, end_date
    from core.period
    where period_level = 'year'
),

of_rows as (
    select years.period_code, count(*) as sessions
    from staging.session as session
    join years on session.session_date >= years.start_date and session.session_date < years.end_date
    -- Left: an activity that is not on the list can't name the prison either; another check tells of those.
    left join staging.activity as activity
        on session.activity_id = activity.activity_id and session.source_code = activity.source_code
    where coalesce(session.prison_code, activity.prison_code) is not null
    group by years.period_code
),

of_totals as (
    select period_code, sum(total_value) as sessions
    from core.total
    where measure = 'sessions_planned'
    group by period_code
)

select
    years.period_code,
    mart.sessions_planned as in_the_report,
    coalesce(of_rows.sessions, 0) as in_the_deliveries,
    coalesce(of_totals.sessions, 0) as in_totals
from years
join marts.sessions_by_domain as mart
    on years.period_code = mart.period_code and mart.prison_code is null and mart.domain_code is null
-- Left: in a year that nobody delivered there is none of either.
left join of_rows on years.period_code = of_rows.period_code
left join of_totals on years.period_code = of_totals.period_code
where coalesce(mart.sessions_planned, 0) != coalesce(of_rows.sessions, 0) + coalesce(of_totals.sessions, 0)
