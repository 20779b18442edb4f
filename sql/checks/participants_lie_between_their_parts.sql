-- Het aantal deelnemers is kleiner dan dat van een domein, of groter dan dat van alle domeinen samen: dat kan niet.
-- severity: error
select
    prison_code,
    period_code,
    max(participants) filter (where domain_code is not null) as largest_part,
    sum(participants) filter (where domain_code is not null) as sum_of_parts,
    max(participants) filter (where domain_code is null) as total
from marts.participants_by_domain
group by prison_code, period_code
having
    max(participants) filter (where domain_code is null)
    not between max(participants) filter (where domain_code is not null)
    and sum(participants) filter (where domain_code is not null)
