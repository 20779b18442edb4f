-- How many different persons of each prison took part, by their regime at the day of the session.
-- Every total is counted anew from the persons, never summed.
-- grain: prison_code, period_code, regime
-- parts: period_code
-- adds up: no
select
    prison_code,
    period_code,
    label as regime,
    participants
from core.participants_by_label
where dimension = 'regime'
