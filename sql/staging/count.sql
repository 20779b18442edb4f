-- The totals that partners deliver without persons or sessions, each with the measure that it counts.
-- `labels` says of which labels of the workspace's own dimensions a total is, and of which component (a course, a
-- group) where a partner tells those apart; without any it is the whole.
-- grain: source_code, organisation_code, prison_code, domain_code, subdomain_code, measure, period_code, form, unit,
--     labels
-- adds up: no
with
own as (
    select list_append(coalesce(list(dimension order by dimension), []), 'component') as dimensions
    from register.dimension
    where dataset = 'count'
)

select
    count.organisation_code,
    count.prison_code,
    count.domain_code,
    count.subdomain_code,
    indicator.measure,
    indicator.adds_up_over_time,
    count.period_code,
    count.form,
    count.unit,
    -- Written as an object, a row can be asked for columns that this file does not know.
    map_from_entries([
        entry for entry in map_entries(to_json(count)::map (varchar, varchar))
        if list_contains(own.dimensions, entry.key) and entry.value is not null
    ]) as labels,
    count.value as total_value,
    count.source_code,
    count.delivery_id,
    count.sheet,
    count.line
from raw.count as count
join register.indicator as indicator on count.indicator_code in (indicator.indicator_code, indicator.measure)
cross join own
