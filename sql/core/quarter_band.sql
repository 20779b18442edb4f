-- How far each watched figure is from what was to be expected of it, and how wide its band is.
-- grain: organisation_code, prison_code, measure, period_code
-- adds up: no
with
-- In units of what chance does: of numbers and shares by things that happen one by one and a tenth as a whole,
-- of means by their weight.
residuals as (
    select
        *,
        case kind
            when 'mean' then 1 / sqrt(least(weight, 50))
            when 'share' then sqrt(1 / (weight + 0.5) + (0.1 * tan(least(greatest(expected_height, 0), 3) / 2)) ** 2)
            else sqrt(1 + (0.1 * greatest(expected_height, 0) / 2) ** 2)
        end as chance,
        (height - expected_height) / chance as residual
    from core.quarter_expected
    where quarters_before > 4
),

spreads as (
    select
        *,
        median(abs(residual)) over (
            partition by organisation_code, prison_code, measure
            order by start_date
            range between unbounded preceding and interval 3 month preceding
        ) as own_spread
    from residuals
),

with_pool as (
    select
        *,
        median(own_spread) over (partition by measure) as pooled_spread
    from spreads
)

select
    organisation_code,
    prison_code,
    measure,
    period_code,
    start_date,
    kind,
    amount,
    weight,
    expected_height,
    height - expected_height as residual,
    -- A short history says little of the spread: it leans on that of the others, and is given room.
    chance * (1 + 16 / (quarters_before - 1) ** 2) * greatest(
        1.4826 * sqrt(
            ((quarters_before - 5) * coalesce(own_spread, 0) ** 2 + 8 * coalesce(pooled_spread, 0) ** 2)
            / (quarters_before + 3)
        ),
        case kind when 'mean' then 0.2 else 1 end
    ) as spread
from with_pool
