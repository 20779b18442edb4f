-- The time that a person spent in a prison with a statuut, up to the next; an open end lies in the year 9999.
-- grain: person_id, start_date
-- parts: person_id
-- adds up: no
with
told_once as (
    select *
    from staging.person
    -- Two partners may tell of the same stint: the one that comes first in the alphabet is followed.
    qualify row_number() over (partition by person_id, valid_from order by source_code, delivery_id, line) = 1
)

select
    person_id,
    prison_code,
    valid_from as start_date,
    least(
        coalesce(valid_to, date '9999-12-31'),
        lead(valid_from, 1, date '9999-12-31') over (partition by person_id order by valid_from)
    ) as end_date,
    coalesce(gender, 'unknown') as gender,
    birth_year,
    coalesce(statuut, 'unknown') as statuut,
    coalesce(regime, 'unknown') as regime,
    coalesce(language_group, 'unknown') as language_group
from told_once
