-- The attendances, hours and recorded sessions that partners state as totals, by domain and form.
-- grain: prison_code, period_code, domain_code, form
-- parts: period_code
-- adds up: yes
select
    prison_code,
    period_code,
    domain_code,
    form,
    sum(total_value) filter (where measure = 'attendances') as attendances,
    sum(total_value) filter (where measure = 'participant_hours') as participant_hours,
    -- Who states attendances and sessions recorded them all.
    sum(total_value) filter (where measure = 'sessions_held' and has_attendances) as sessions_recorded
from (
    select
        *,
        bool_or(measure = 'attendances') over (
            partition by period_code, total_period, organisation_code, prison_code, domain_code
        ) as has_attendances
    from core.total
    where is_headline and unit = 'person'
)
group by cube (prison_code, domain_code, form), period_code
