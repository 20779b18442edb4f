-- The parts of totals by each of the workspace's own dimensions, where they fit in the total that counts.
-- Of what a partner states by one dimension and also by two, the one alone is taken. Components are never shown.
-- grain: period_code, organisation_code, prison_code, domain_code, subdomain_code, form, unit, measure,
--     total_period, dimension, label
-- adds up: yes
with
labelled as (
    select *, unnest(list_filter(dimensions, lambda name: name != 'component')) as dimension
    from core.stated_total
    where adds_up_over_time and len(dimensions) > 0
),

of_one_way as (
    select *
    from labelled
    qualify dimensions = first(dimensions) over (
        partition by
            organisation_code, prison_code, domain_code, subdomain_code, form, unit, measure, total_period, dimension
        order by len(dimensions), dimensions
    )
),

parts as (
    select
        organisation_code,
        prison_code,
        domain_code,
        subdomain_code,
        form,
        unit,
        measure,
        total_period,
        dimension,
        labels[dimension] as label,
        sum(total_value) as label_value
    from of_one_way
    group by all
),

wholes as (
    select
        period_code,
        is_headline,
        organisation_code,
        prison_code,
        domain_code,
        subdomain_code,
        form,
        unit,
        measure,
        total_period,
        sum(total_value) as whole_value
    from core.total
    group by all
)

select
    wholes.* exclude (whole_value),
    parts.dimension,
    parts.label,
    parts.label_value
from wholes
join parts using (
    organisation_code, prison_code, domain_code, subdomain_code, form, unit, measure, total_period
)
-- Parts that come to more than their whole contradict it: a check tells, and they are not shown.
qualify
    sum(parts.label_value) over (
        partition by
            wholes.period_code,
            wholes.organisation_code,
            wholes.prison_code,
            wholes.domain_code,
            wholes.subdomain_code,
            wholes.form,
            wholes.unit,
            wholes.measure,
            wholes.total_period,
            parts.dimension
    ) <= wholes.whole_value
