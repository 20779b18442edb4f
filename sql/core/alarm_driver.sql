-- The activity that did most to bring a figure outside its band, with the delivery that tells of it.
-- grain: organisation_code, prison_code, period_code
-- adds up: no
with
pieces as (
    select
        alarms.organisation_code,
        alarms.prison_code,
        alarms.period_code,
        alarms.start_date,
        alarms.residual,
        activity.prison_code as in_prison,
        activity.activity_key,
        activity.activity_name,
        activity.delivery_id,
        activity.start_date as at_date,
        activity.sessions_planned,
        case
            when alarms.measure = 'sessions_cancelled' then activity.sessions_cancelled
            when alarms.measure = 'sessions_twice' then activity.sessions_twice
            when alarms.measure = 'session_hours' then activity.session_hours
            when alarms.measure = 'largest_group' then activity.largest_group
            when alarms.measure in ('attendances', 'participants', 'participants_new', 'group_size') then activity.attendances
            else activity.sessions_planned
        end as amount
    from core.outside_band as alarms
    join core.activity_quarter as activity
        on alarms.organisation_code = activity.organisation_code
        and coalesce(alarms.prison_code = activity.prison_code, true)
        and activity.start_date between alarms.start_date - interval 12 month and alarms.start_date
),

by_activity as (
    select
        organisation_code,
        prison_code,
        period_code,
        in_prison,
        activity_key,
        min(activity_name) as activity_name,
        arg_max(delivery_id, row(sessions_planned, delivery_id)) filter (where at_date = start_date) as delivery_id,
        sign(any_value(residual)) * (
            coalesce(sum(amount) filter (where at_date = start_date), 0)
            - coalesce(sum(amount) filter (where at_date < start_date), 0) / 4
        ) as contribution
    from pieces
    group by all
)

select
    organisation_code,
    prison_code,
    period_code,
    in_prison as driving_prison_code,
    activity_name as driving_activity,
    delivery_id
from by_activity
qualify row_number() over (
    partition by organisation_code, prison_code, period_code
    order by contribution desc, in_prison, activity_key
) = 1
