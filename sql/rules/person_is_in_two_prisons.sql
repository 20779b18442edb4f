-- Deze persoon verblijft op dezelfde dag in twee gevangenissen.
-- severity: warning
select
    person.delivery_id,
    person.sheet,
    person.line
from raw.person as person
join raw.person as other
    on person.person_id = other.person_id
    and person.prison_code != other.prison_code
    and person.valid_from < coalesce(other.valid_to, date '9999-12-31')
    and other.valid_from < coalesce(person.valid_to, date '9999-12-31')
