-- Figures of the report year that lie outside the band of their own history, with the activity and delivery behind it.
-- grain: organisation_code, prison_code, period_code
-- adds up: no
with
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
from core.outside_band as alarms
-- Left: stated totals are made of no activities.
left join core.alarm_driver as drivers
    on alarms.organisation_code = drivers.organisation_code
    and alarms.prison_code is not distinct from drivers.prison_code
    and alarms.period_code = drivers.period_code
left join deliveries
    on alarms.organisation_code = deliveries.organisation_code and alarms.period_code = deliveries.period_code
