-- De delen (doorgegaan, afgelast, verplaatst, zonder registratie) tellen niet op tot de geplande sessies.
-- severity: warning
select
    prison_code,
    period_code,
    domain_code,
    sessions_planned,
    sessions_held + sessions_cancelled + sessions_moved + sessions_not_recorded as sum_of_parts
from marts.sessions_by_domain
where sessions_planned != sessions_held + sessions_cancelled + sessions_moved + sessions_not_recorded
