-- In which months a person took part where and in what, with the number of times and hours.
-- Every mart of persons counts from here: there are several times fewer rows than attendances.
-- grain: person_number, month_start, prison_code, organisation_code, domain_code, subdomain_code, form,
--     target_group, gender, age_band, statuut, regime, language_group
-- parts: month_start
-- adds up: yes
select
    attendance.person_number,
    attendance.month_start,
    attendance.prison_code,
    attendance.organisation_code,
    attendance.domain_code,
    attendance.subdomain_code,
    attendance.form,
    attendance.target_group,
    attendance.gender,
    attendance.age_band,
    attendance.statuut,
    attendance.regime,
    attendance.language_group,
    count(*) as attendances,
    sum(attendance.participant_hours)::decimal(18, 4) as participant_hours
from core.attendance as attendance
where attendance.is_attended
group by all
