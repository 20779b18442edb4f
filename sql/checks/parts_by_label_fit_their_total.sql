-- Delen naar een eigen indeling zijn samen meer dan het totaal dat de partner ook geeft; ze staan onder 'niet vermeld'.
-- severity: warning
select
    stated.delivery_id,
    stated.sheet,
    stated.line,
    dimension.dimension
from core.stated_total as stated
join register.dimension as dimension
    on dimension.dataset = 'count' and list_contains(stated.dimensions, dimension.dimension)
where
    stated.adds_up_over_time
    -- What is not counted at all is told elsewhere.
    and exists (
        from core.total as total
        where
            total.total_period = stated.total_period
            and total.organisation_code = stated.organisation_code
            and total.prison_code = stated.prison_code
            and total.domain_code = stated.domain_code
            and total.subdomain_code = stated.subdomain_code
            and total.form = stated.form
            and total.unit = stated.unit
            and total.measure = stated.measure
    )
    and not exists (
        from core.total_by_label as part
        where
            part.total_period = stated.total_period
            and part.organisation_code = stated.organisation_code
            and part.prison_code = stated.prison_code
            and part.domain_code = stated.domain_code
            and part.subdomain_code = stated.subdomain_code
            and part.form = stated.form
            and part.unit = stated.unit
            and part.measure = stated.measure
            and part.dimension = dimension.dimension
    )
