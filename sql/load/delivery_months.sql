-- On how many days of each month there are delivered rows: one line a delivery, dataset, prison and month.
-- An attendance has the month of its session; a total counts once for every month of its period.
-- long: each of eight datasets has its days elsewhere
with
places as (
    select
        session.session_id,
        session.activity_id,
        session.delivery_id,
        session.session_date,
        coalesce(session.prison_code, activity.prison_code) as prison_code
    from raw.session as session
    left join raw.activity as activity using (activity_id)
),

days as (
    select 'session' as dataset, delivery_id, prison_code, session_date as day
    from places
    union all
    select 'attendance' as dataset, attendance.delivery_id, places.prison_code, places.session_date as day
    from raw.attendance as attendance
    join places using (session_id)
    union all
    select 'activity' as dataset, activity.delivery_id, activity.prison_code, places.session_date as day
    from raw.activity as activity
    join places using (activity_id)
    union all
    select 'activity' as dataset, delivery_id, prison_code, start_date as day
    from raw.activity
    union all
    select
        'enrolment' as dataset,
        enrolment.delivery_id,
        coalesce(enrolment.prison_code, activity.prison_code) as prison_code,
        coalesce(enrolment.applied_date, enrolment.start_date) as day
    from raw.enrolment as enrolment
    left join raw.activity as activity using (activity_id)
    union all
    select 'trajectory' as dataset, delivery_id, prison_code, unnest([start_date, end_date]) as day
    from raw.trajectory
    union all
    select 'certificate' as dataset, delivery_id, prison_code, evaluated_date as day
    from raw.certificate
    union all
    select 'person' as dataset, delivery_id, prison_code, unnest([valid_from, valid_to]) as day
    from raw.person
),

periods as (
    select 'count' as dataset, delivery_id, prison_code, period_code
    from raw.count
    union all
    select 'population' as dataset, delivery_id, prison_code, period_code
    from raw.population
    union all
    select 'staff' as dataset, delivery_id, prison_code, period_code
    from raw.staff
    union all
    select 'target' as dataset, delivery_id, prison_code, cast(year as varchar) as period_code
    from raw.target
),

stated as (
    select
        dataset,
        delivery_id,
        prison_code,
        unnest(
            case
                when length(period_code) = 4 then range(1, 13)
                when period_code[6] = 'K'
                    then range(3 * cast(period_code[7] as bigint) - 2, 3 * cast(period_code[7] as bigint) + 1)
                else [cast(period_code[6:7] as bigint)]
            end
        ) as month_number,
        cast(period_code[1:4] as bigint) as year_number
    from periods
),

months as (
    select dataset, delivery_id, prison_code, year(day) as year_number, month(day) as month_number, day(day) as mark
    from days
    where day is not null
    union all
    select dataset, delivery_id, prison_code, year_number, month_number, 1 as mark
    from stated
)

select
    delivery.source_code,
    months.dataset,
    months.delivery_id,
    months.prison_code,
    months.year_number,
    months.month_number,
    count(distinct months.mark) as days_delivered
from months
join load.delivery as delivery using (delivery_id)
group by all
order by all
