-- How many sessions, attendances, hours, loans and visits are told of each label of the workspace's own dimensions.
-- What no label is told of is unknown, so the labels add up to the figures of the other marts.
-- grain: prison_code, period_code, dimension, label
-- published by: dimension
-- long: what no label is told of is the rest of five wholes
-- adds up: yes
with
wholes as (
    select
        by_domain.prison_code,
        by_domain.period_code,
        unnest([
            {
                'measure': 'sessions_held',
                -- Where talks were held, the number of sessions by label would tell who came to few.
                'whole': case
                    when not exists (from core.session where form != 'group')
                        and not exists (from core.total where measure = 'sessions_held' and form != 'group')
                        then by_domain.sessions_held::decimal(38, 4)
                end
            },
            { 'measure': 'attendances', 'whole': attended.attendances::decimal(38, 4) },
            { 'measure': 'participant_hours', 'whole': attended.participant_hours::decimal(38, 4) },
            { 'measure': 'loans', 'whole': library.loans::decimal(38, 4) },
            { 'measure': 'library_visits', 'whole': library.library_visits::decimal(38, 4) }
        ], recursive := true)
    from marts.sessions_by_domain as by_domain
    join marts.attendances_by_domain as attended
        on by_domain.period_code = attended.period_code
        and by_domain.prison_code is not distinct from attended.prison_code
        and attended.domain_code is null
        and attended.form is null
    -- Left: no library may have stated anything.
    left join marts.library as library
        on by_domain.period_code = library.period_code
        and by_domain.prison_code is not distinct from library.prison_code
    where by_domain.domain_code is null
),

labelled as (
    select dimension, label, prison_code, period_code, measure, sum(label_value) as told
    from core.offer_by_label
    group by cube (prison_code), dimension, label, period_code, measure
),

members as (
    select distinct dimension, unnest([label, 'unknown', null]) as label
    from core.label_member
),

told as (
    select
        wholes.*,
        members.dimension,
        members.label,
        case
            when members.label is null then wholes.whole
            when members.label != 'unknown' then case when wholes.whole is not null then coalesce(labelled.told, 0) end
            else wholes.whole - coalesce(sum(labelled.told) over (
                partition by wholes.prison_code, wholes.period_code, wholes.measure, members.dimension
            ), 0)
        end as part
    from wholes
    cross join members
    -- Of what nobody tells by the dimension it has nothing to say, not that all of it is unknown.
    semi join core.offer_by_label as asked on wholes.measure = asked.measure and members.dimension = asked.dimension
    -- Left: nothing may be told of a label there.
    left join labelled
        on wholes.period_code = labelled.period_code
        and wholes.prison_code is not distinct from labelled.prison_code
        and wholes.measure = labelled.measure
        and members.dimension = labelled.dimension
        and members.label = labelled.label
),

attendants as (
    select dimension, label, prison_code, period_code, persons
    from core.persons_by_label
    union all
    select members.dimension, null, attended.prison_code, attended.period_code, attended.attendances_persons
    from marts.attendances_by_domain as attended
    cross join (select distinct dimension from members) as members
    where attended.form is null and attended.domain_code is null
)

select
    told.prison_code,
    told.period_code,
    told.dimension,
    told.label,
    sum(told.part) filter (where told.measure = 'sessions_held')::bigint as sessions_held,
    sum(told.part) filter (where told.measure = 'attendances')::bigint as attendances,
    any_value(attendants.persons)::bigint as attendances_persons,
    sum(told.part) filter (where told.measure = 'participant_hours')::decimal(18, 4) as participant_hours,
    any_value(attendants.persons)::bigint as participant_hours_persons,
    sum(told.part) filter (where told.measure = 'loans')::bigint as loans,
    sum(told.part) filter (where told.measure = 'library_visits')::bigint as library_visits
from told
-- Left: nobody may have been named.
left join attendants
    on told.period_code = attendants.period_code
    and told.prison_code is not distinct from attendants.prison_code
    and told.dimension = attendants.dimension
    and told.label is not distinct from attendants.label
group by all
