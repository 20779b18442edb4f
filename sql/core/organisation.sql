-- Each partner with its name at the cut-off, and the one under which the report shows it: itself, or when it went
-- into another and that is asked, the last of its successors.
-- grain: organisation_code
-- adds up: no
with recursive
merged as (
    select
        organisation_code,
        coalesce(
            arg_max(organisation_name, valid_from) filter (where valid_from < $last_date),
            arg_min(organisation_name, valid_from)
        ) as organisation_name,
        case when count(*) = count(valid_to) then max(valid_to) end as closed_date,
        arg_max(successor_code, valid_from) filter (where successor_code != organisation_code) as successor_code
    from staging.organisation
    group by organisation_code
),

steps as (
    select organisation_code, successor_code, 1 as step
    from merged
    where successor_code is not null and $follow_successors
    union all
    select steps.organisation_code, merged.successor_code, steps.step + 1
    from steps
    join merged on steps.successor_code = merged.organisation_code
    -- Organisations that follow each other in a ring end somewhere.
    where merged.successor_code is not null and steps.step < 10
),

last_successor as (
    select organisation_code, arg_max(successor_code, step) as successor_code
    from steps
    group by organisation_code
),

observed as (
    select organisation_code from core.registered_subject
    union
    select organisation_code from core.total
    union
    select organisation_code from merged
)

select
    observed.organisation_code,
    merged.organisation_name,
    merged.closed_date,
    merged.successor_code,
    coalesce(last_successor.successor_code, observed.organisation_code) as shown_code
from observed
-- Left: an organisation that the reference list lacks has its code only.
left join merged using (organisation_code)
-- Left: most organisations go on.
left join last_successor using (organisation_code)
