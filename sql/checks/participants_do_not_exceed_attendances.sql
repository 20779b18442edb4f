-- Er zijn meer deelnemers dan deelnames: dat kan niet.
-- severity: error
select
    participants.prison_code,
    participants.period_code,
    participants.domain_code,
    participants.participants,
    attendances.attendances
from marts.participants_by_domain as participants
join marts.attendances_by_domain as attendances
    on participants.period_code = attendances.period_code
    and participants.prison_code is not distinct from attendances.prison_code
    and participants.domain_code is not distinct from attendances.domain_code
    and attendances.form is null
where participants.participants > attendances.attendances
