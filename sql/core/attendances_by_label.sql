-- How often detainees took part and for how many hours, by each label of the offer: the marts are cuts of it.
-- Totals of partners say nothing of target groups.
-- grain: prison_code, period_code, dimension, label
-- parts: period_code
-- long: persons, heads and totals meet here
-- adds up: yes
with
attended as (
    select
        prison_code,
        month_start,
        organisation_code,
        subdomain_code,
        target_group,
        attendances,
        participant_hours
    from core.participation
    union all
    select
        prison_code,
        month_start,
        organisation_code,
        subdomain_code,
        target_group,
        head_count,
        participant_hours
    from core.head_count
),

labelled as (
    select
        attended.prison_code,
        period.period_code,
        attended.attendances,
        attended.participant_hours,
        unnest([
            { 'dimension': 'target_group', 'label': attended.target_group },
            { 'dimension': 'subdomain_code', 'label': attended.subdomain_code },
            { 'dimension': 'organisation_code', 'label': organisation.shown_code }
        ], recursive := true)
    from attended
    join core.organisation as organisation using (organisation_code)
    join core.headline_month as period using (month_start)
    union all by name
    select
        total.prison_code,
        total.period_code,
        case when total.measure = 'attendances' then total.total_value end as attendances,
        case when total.measure = 'participant_hours' then total.total_value end as participant_hours,
        unnest([
            { 'dimension': 'target_group', 'label': 'unknown' },
            { 'dimension': 'subdomain_code', 'label': total.subdomain_code },
            { 'dimension': 'organisation_code', 'label': organisation.shown_code }
        ], recursive := true)
    from core.total as total
    join core.organisation as organisation using (organisation_code)
    where total.is_headline and total.unit = 'person' and total.measure in ('attendances', 'participant_hours')
),

parts as (
    select
        prison_code,
        period_code,
        dimension,
        label,
        sum(attendances) as attendances,
        sum(participant_hours) as participant_hours
    from labelled
    group by cube (prison_code, label), dimension, period_code
    union all by name
    select prison_code, period_code, dimension, label, participants as persons
    from core.participants_by_label
    where dimension in ('target_group', 'subdomain_code', 'organisation_code')
    union all by name
    select prison_code, period_code, dimension, label, attendances, participant_hours, persons
    from core.label_frame
    where dimension in ('target_group', 'subdomain_code', 'organisation_code')
)

select
    prison_code,
    period_code,
    dimension,
    label,
    sum(attendances)::bigint as attendances,
    sum(persons)::bigint as persons,
    sum(participant_hours)::decimal(18, 4) as participant_hours
from parts
group by all
