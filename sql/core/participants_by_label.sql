-- How many different persons of each prison took part, by each trait of persons and of the offer: the marts are cuts of it.
-- Every total is counted anew from the persons, never summed.
-- grain: prison_code, period_code, dimension, label
-- parts: period_code
-- long: nine dimensions, of persons and of the offer
-- adds up: no
with
dimensions as (
    select unnest([
        'age_band', 'form', 'gender', 'language_group', 'regime', 'statuut', 'target_group', 'subdomain_code',
        'organisation_code'
    ]) as dimension
),

-- Not distinct: DuckDB would make rows distinct before it unnests them.
labelled as (
    select
        participation.prison_code,
        period.period_code,
        participation.person_number,
        unnest([
            { 'dimension': 'age_band', 'label': participation.age_band },
            { 'dimension': 'form', 'label': participation.form },
            { 'dimension': 'gender', 'label': participation.gender },
            { 'dimension': 'language_group', 'label': participation.language_group },
            { 'dimension': 'regime', 'label': participation.regime },
            { 'dimension': 'statuut', 'label': participation.statuut },
            { 'dimension': 'target_group', 'label': participation.target_group },
            { 'dimension': 'subdomain_code', 'label': participation.subdomain_code },
            { 'dimension': 'organisation_code', 'label': organisation.shown_code }
        ], recursive := true)
    from core.participation as participation
    join core.organisation as organisation using (organisation_code)
    join core.headline_month as period using (month_start)
),

counted as (
    select prison_code, period_code, dimension, label, count(distinct person_number) as participants
    from labelled
    group by cube (prison_code), period_code, dimension, label
),

groups as (
    select dimension, label
    from core.dimension_member
    where subject in ('participation', 'stay')
    union all
    select dimension, null
    from dimensions
    where dimension not in ('subdomain_code', 'organisation_code')
),

parts as (
    select * from counted
    union all by name
    select participants.prison_code, participants.period_code, dimensions.dimension, participants.participants
    from core.participants as participants
    join core.period as period using (period_code)
    cross join dimensions
    where period.is_headline
    union all by name
    select
        reporting_grid.prison_code,
        reporting_grid.period_code,
        groups.dimension,
        groups.label,
        case when reporting_grid.has_persons then 0 end as participants
    from core.reporting_grid as reporting_grid
    cross join groups
    where reporting_grid.domain_code is null
    union all by name
    select prison_code, period_code, dimension, label, persons as participants
    from core.label_frame
    where dimension in ('subdomain_code', 'organisation_code')
)

select
    prison_code,
    period_code,
    dimension,
    label,
    sum(participants)::bigint as participants
from parts
group by all
