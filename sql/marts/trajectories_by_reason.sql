-- Why trajectories ended early: a transfer, a release or a strike is no choice of the person.
-- grain: prison_code, period_code, end_reason
-- parts: period_code
-- adds up: yes
select
    prison_code,
    period_code,
    label as end_reason,
    records as trajectories_ended_early,
    persons as trajectories_ended_early_persons
from core.records_by_label
where dimension = 'end_reason'
