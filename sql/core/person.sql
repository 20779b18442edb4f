-- A number for each pseudonym: counting numbers takes half the time of counting texts.
-- Who comes or goes leaves the numbers of others as they are, so that what was counted with them may stand.
-- grain: person_id
-- parts: person_id
-- adds up: no
select
    person_id,
    -- Half a hash, and the place among the few who share it.
    ((hash(person_id) >> 32) * 256 + row_number() over (partition by hash(person_id) >> 32 order by person_id))::bigint
        as person_number
from (
    select distinct person_id
    from staging.attendance
)
