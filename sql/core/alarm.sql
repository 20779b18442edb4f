-- Figures of the report year that lie outside the band of their own history, with the activity and delivery behind it.
-- grain: organisation_code, prison_code, period_code
-- adds up: no
with
watched as (
    select period_code, count(*) as figures
    from core.quarter_band
    group by period_code
),

-- So far from the middle that among all figures of a quarter chance alone does it once in two quarters:
-- the normal quantile after Abramowitz and Stegun 26.2.23.
tails as (
    select period_code, sqrt(-2 * ln(0.25 / figures)) as tail
    from watched
),

limits as (
    select
        period_code,
        tail - (2.515517 + 0.802853 * tail + 0.010328 * tail ** 2)
        / (1 + 1.432788 * tail + 0.189269 * tail ** 2 + 0.001308 * tail ** 3) as limit_distance
    from tails
),

sources as (
    select distinct source_code, organisation_code
    from core.session
),

broken as (
    -- Nor are all prisons together whole then.
    select distinct sources.organisation_code, unnest([missing.prison_code, null]) as prison_code, missing.period_code
    from core.delivery_missing as missing
    join sources using (source_code)
    where missing.dataset = 'session'
),

outside as (
    select
        quarter_band.*,
        limits.limit_distance,
        abs(residual) / spread as distance,
        expected_height - limit_distance * spread as low,
        expected_height + limit_distance * spread as high
    from core.quarter_band as quarter_band
    join limits using (period_code)
    -- Of a prison whose quarter did not come whole another check tells.
    anti join broken
        on quarter_band.organisation_code = broken.organisation_code
        and quarter_band.prison_code is not distinct from broken.prison_code
        and quarter_band.period_code = broken.period_code
    where
        quarter_band.start_date >= make_date($report_year, 1, 1)
        and abs(residual) > limit_distance * spread
    -- One alarm for a partner in a prison, the loudest.
    qualify row_number() over (
        partition by organisation_code, prison_code, period_code order by distance desc, measure
    ) = 1
),

-- Of all prisons together only what no prison shows by itself.
alarms as (
    select *
    from outside
    where
        prison_code is not null
        or not exists (
            from outside as one
            where
                one.organisation_code = outside.organisation_code
                and one.period_code = outside.period_code
                and one.prison_code is not null
        )
),

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
    from alarms
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
),

drivers as (
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
),

-- Where nothing of the activity came, the file that should have held it.
deliveries as (
    select organisation_code, period_code, arg_max(delivery_id, row(sessions_planned, delivery_id)) as delivery_id
    from core.activity_quarter
    group by all
)

select
    alarms.organisation_code,
    alarms.prison_code,
    alarms.period_code,
    alarms.measure,
    drivers.driving_prison_code,
    drivers.driving_activity,
    coalesce(drivers.delivery_id, deliveries.delivery_id) as delivery_id,
    (case alarms.kind when 'mean' then alarms.amount / alarms.weight else alarms.amount end)::decimal(18, 2) as found_value,
    -- Of a share as a number too: so many as are usual among as many as there are now.
    greatest(
        case alarms.kind
            when 'mean' then exp(alarms.low)
            when 'share' then sin(greatest(alarms.low, 0) / 2) ** 2 * (alarms.weight + 0.75) - 0.375
            else greatest(alarms.low, 0) ** 2 / 4 - 0.375
        end,
        0
    )::decimal(18, 2) as usual_low,
    (
        case alarms.kind
            when 'mean' then exp(alarms.high)
            when 'share' then least(sin(least(alarms.high, pi()) / 2) ** 2 * (alarms.weight + 0.75) - 0.375, alarms.weight)
            else alarms.high ** 2 / 4 - 0.375
        end
    )::decimal(18, 2) as usual_high,
    alarms.distance
from alarms
-- Left: stated totals are made of no activities.
left join drivers
    on alarms.organisation_code = drivers.organisation_code
    and alarms.prison_code is not distinct from drivers.prison_code
    and alarms.period_code = drivers.period_code
left join deliveries
    on alarms.organisation_code = deliveries.organisation_code and alarms.period_code = deliveries.period_code
