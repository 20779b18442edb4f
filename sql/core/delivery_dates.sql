-- How many sessions of a delivery lie in a weekend or outside the quarter that it is about: where dates went wrong.
-- Those after the cut-off count here too, since a day that was taken for a month often lies there.
-- grain: delivery_id, organisation_code, prison_code, period_code
-- adds up: yes
with
dated as (
    select
        session.delivery_id,
        coalesce(session.organisation_code, activity.organisation_code, 'unknown') as organisation_code,
        coalesce(session.prison_code, activity.prison_code) as prison_code,
        session.session_date,
        year(session.session_date) || '-K' || quarter(session.session_date) as quarter_code
    from staging.session as session
    -- Left: a partner may deliver sessions without a list of activities.
    left join staging.activity as activity
        on session.activity_id = activity.activity_id and session.source_code = activity.source_code
    where coalesce(session.prison_code, activity.prison_code) is not null
),

homes as (
    select
        delivery_id,
        quarter_code as home_code,
        -- A file of a year is at home in each of its quarters.
        count(*) > 0.5 * sum(count(*)) over (partition by delivery_id) as is_of_one_quarter
    from dated
    group by delivery_id, quarter_code
    qualify row_number() over (partition by delivery_id order by count(*) desc, quarter_code) = 1
)

select
    dated.delivery_id,
    dated.organisation_code,
    dated.prison_code,
    case when homes.is_of_one_quarter then homes.home_code else dated.quarter_code end as period_code,
    count(*) as sessions,
    count(*) filter (where isodow(dated.session_date) > 5) as sessions_in_weekend,
    count(*) filter (where homes.is_of_one_quarter and dated.quarter_code != homes.home_code) as sessions_elsewhere
from dated
join homes using (delivery_id)
group by all
