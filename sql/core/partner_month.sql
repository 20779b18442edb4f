-- In which months which organisation did something in which prison.
-- grain: prison_code, organisation_code, month_start
-- adds up: no
select distinct prison_code, organisation_code, month_start
from core.session
where organisation_code != 'unknown' and status = 'held'
union
select distinct prison_code, organisation_code, month_start
from core.trajectory
where organisation_code is not null
union
select distinct prison_code, organisation_code, month_start
from core.certificate
where organisation_code is not null
