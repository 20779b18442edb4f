-- How many of the attendances partners gave with persons, how many as heads of a session, how many as totals.
-- grain: prison_code, period_code, recording
-- parts: period_code
-- adds up: yes
with
by_recording as (
    select
        participation.prison_code,
        period.period_code,
        'persons' as recording,
        sum(participation.attendances) as attendances
    from core.participation as participation
    join core.headline_month as period using (month_start)
    group by cube (participation.prison_code), period.period_code
    union all by name
    select
        participants.prison_code,
        participants.period_code,
        'persons' as recording,
        participants.participants as persons
    from core.participants as participants
    join core.period as period using (period_code)
    where period.is_headline
    union all by name
    select
        head_count.prison_code,
        period.period_code,
        'heads' as recording,
        sum(head_count.head_count) as attendances
    from core.head_count as head_count
    join core.headline_month as period using (month_start)
    group by cube (head_count.prison_code), period.period_code
    union all by name
    select
        prison_code,
        period_code,
        'totals' as recording,
        sum(total_value) as attendances
    from core.total
    where is_headline and unit = 'person' and measure = 'attendances'
    group by cube (prison_code), period_code
),

-- Where anything was delivered, what was not given in a way was given in another.
delivered_or_not as (
    select
        reporting_grid.prison_code,
        reporting_grid.period_code,
        recordings.recording,
        case when reporting_grid.has_attendances then 0 end as attendances,
        case when reporting_grid.has_persons and coalesce(recordings.recording, 'persons') = 'persons' then 0 end as persons
    from core.reporting_grid as reporting_grid
    cross join (values ('persons'), ('heads'), ('totals'), (null)) as recordings (recording)
    where reporting_grid.domain_code is null
),

parts as (
    select * from by_recording
    union all by name
    select * replace (null as recording) from by_recording
    union all by name
    select * from delivered_or_not
)

select
    prison_code,
    period_code,
    recording,
    sum(attendances)::bigint as attendances,
    sum(persons)::bigint as attendances_persons
from parts
group by all
