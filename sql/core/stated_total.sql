-- The totals that partners state, each once, and which of them make the whole of their period.
-- A partner that states the whole is taken at its word; of one that states parts by label only, the parts of the
-- fewest dimensions are the whole, where they add up.
-- grain: organisation_code, prison_code, domain_code, subdomain_code, form, unit, measure, total_period, labels
-- adds up: no
with
totals as (
    select
        count.organisation_code,
        count.prison_code,
        coalesce(count.domain_code, 'unknown') as domain_code,
        coalesce(count.subdomain_code, 'unknown') as subdomain_code,
        coalesce(count.form, 'unknown') as form,
        coalesce(count.unit, 'person') as unit,
        count.measure,
        count.adds_up_over_time,
        period.period_code as total_period,
        period.start_date,
        period.end_date,
        count.labels,
        map_keys(count.labels) as dimensions,
        count.total_value,
        count.delivery_id,
        count.sheet,
        count.line
    from staging.count as count
    join core.period as period using (period_code)
    -- Two files that state the same total state it once.
    qualify row_number() over (
        partition by
            count.organisation_code,
            count.prison_code,
            count.domain_code,
            count.subdomain_code,
            count.form,
            count.unit,
            count.measure,
            count.period_code,
            count.labels
        order by count.source_code, count.delivery_id, count.line
    ) = 1
)

select
    *,
    dimensions = first(dimensions) over (
        partition by
            organisation_code, prison_code, domain_code, subdomain_code, form, unit, measure, total_period
        order by len(dimensions), dimensions
    )
    and (len(dimensions) = 0 or adds_up_over_time) as is_whole
from totals
