-- The figures of the report year that lie outside the band of their own history, one for each partner in a prison.
-- grain: organisation_code, prison_code, period_code
-- adds up: no
with
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
    join core.alarm_limit as limits using (period_code)
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
)

-- Of all prisons together only what no prison shows by itself.
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
