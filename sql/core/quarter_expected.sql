-- What was to be expected of each watched figure, from its own earlier quarters, on the scale of its kind.
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
)

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
