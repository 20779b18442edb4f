-- Delen naar een eigen indeling zijn samen meer dan het totaal dat de partner ook geeft; ze staan onder 'niet vermeld'.
-- severity: warning
select
    stated.delivery_id,
    stated.sheet,
    stated.line,
    divided.dimension
from core.stated_total as stated
-- What is not counted at all is told elsewhere.
semi join core.total
    using (total_period, organisation_code, prison_code, domain_code, subdomain_code, form, unit, measure)
join register.dimension as divided
    on divided.dataset = 'count' and list_contains(stated.dimensions, divided.dimension)
anti join core.total_by_label
    using (
        total_period, organisation_code, prison_code, domain_code, subdomain_code, form, unit, measure,
        dimension
    )
where stated.adds_up_over_time
