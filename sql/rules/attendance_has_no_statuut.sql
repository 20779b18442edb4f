-- Van deze persoon is het verblijf bekend, maar geen statuut op de dag van de sessie.
-- severity: information
with
of_known_persons as (
    select
        attendance.person_id,
        attendance.delivery_id,
        attendance.sheet,
        attendance.line,
        session.session_date
    from raw.attendance as attendance
    join raw.session as session using (session_id)
    where attendance.person_id in (select person_id from raw.person)
)

select
    of_known_persons.delivery_id,
    of_known_persons.sheet,
    of_known_persons.line
from of_known_persons
-- Left: the session may lie before the first period that is known of the person.
asof left join raw.person as person
    on of_known_persons.person_id = person.person_id and of_known_persons.session_date >= person.valid_from
where person.statuut is null or of_known_persons.session_date >= person.valid_to
