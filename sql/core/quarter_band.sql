-- What was to be expected of each watched figure, from its own earlier quarters, and how far from it the figure is.
-- Numbers are looked at as roots, means as logarithms and shares as angles: there chance is as wide for small figures
-- as for large ones.
-- grain: organisation_code, prison_code, measure, period_code
-- adds up: no
with
scaled as (
    select
        *,
        case kind
            when 'mean' then ln(greatest(amount, 0.01) / weight)
            when 'share' then 2 * asin(sqrt((amount + 0.375) / (weight + 0.75)))
            else 2 * sqrt(amount + 0.375)
        end as height
    from core.quarter_series
),

around as (
    select
        *,
        median(height) over one_year as year_median,
        count(*) over before as quarters_before
    from scaled
    window
        one_year as (
            partition by organisation_code, prison_code, measure
            order by start_date
            range between interval 6 month preceding and interval 6 month following
        ),
        before as (partition by organisation_code, prison_code, measure order by start_date)
),

-- How much higher or lower a quarter of the year usually is than those around it, from earlier years only.
seasons as (
    select
        quarter.organisation_code,
        quarter.prison_code,
        quarter.measure,
        quarter.start_date,
        coalesce(median(earlier.height - earlier.year_median), 0) as season
    from around as quarter
    -- Left: in a first year no season is known.
    left join around as earlier
        on quarter.organisation_code = earlier.organisation_code
        and quarter.prison_code is not distinct from earlier.prison_code
        and quarter.measure = earlier.measure
        and month(quarter.start_date) = month(earlier.start_date)
        and quarter.start_date > earlier.start_date
    group by all
),

expected as (
    select
        around.*,
        seasons.season,
        seasons.season
        + median(around.height - seasons.season) over (
            partition by around.organisation_code, around.prison_code, around.measure
            order by around.start_date
            range between interval 18 month preceding and interval 3 month preceding
        ) as expected_height
    from around
    join seasons
        on around.organisation_code = seasons.organisation_code
        and around.prison_code is not distinct from seasons.prison_code
        and around.measure = seasons.measure
        and around.start_date = seasons.start_date
),

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
    from expected
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
