-- A number for each pseudonym, in their order: counting numbers takes half the time of counting texts.
-- grain: person_id
-- adds up: no
select
    person_id,
    row_number() over (order by person_id) as person_number
from (
    select distinct person_id
    from staging.attendance
)
