-- What each partner offered in each prison, domain, subdomain and form, and how often it was attended.
-- What is public of it (who offers what where, the sessions held) is known to whoever reads the report, so every
-- figure that is published is protected as a sum of these cells. Where sessions always last equally long, hours are
-- attendances times that. Which attendances were recorded by name, and which took one of a known number of places, is
-- public too: whole partners give names, and whole activities have places.
-- grain: prison_code, period_code, organisation_code, domain_code, subdomain_code, form, target_group
-- parts: period_code
-- long: persons, heads, sessions and totals meet here
-- adds up: yes
with
of_persons as (
    select
        participation.prison_code,
        period.period_code,
        participation.organisation_code,
        participation.domain_code,
        participation.subdomain_code,
        participation.form,
        participation.target_group,
        sum(participation.attendances) as attendances,
        sum(participation.attendances) as recorded_attendances,
        sum(participation.participant_hours) as participant_hours,
        count(distinct participation.person_number) as persons
    from core.participation as participation
    join core.headline_month as period using (month_start)
    group by all
),

of_heads as (
    select
        head_count.prison_code,
        period.period_code,
        head_count.organisation_code,
        head_count.domain_code,
        head_count.subdomain_code,
        head_count.form,
        head_count.target_group,
        sum(head_count.head_count) as attendances,
        sum(head_count.participant_hours) as participant_hours
    from core.head_count as head_count
    join core.headline_month as period using (month_start)
    group by all
),

sessions as (
    select
        session.prison_code,
        period.period_code,
        session.organisation_code,
        session.domain_code,
        session.subdomain_code,
        session.form,
        session.target_group,
        count(*) as sessions_held,
        sum(session.duration_hours) as session_hours,
        min(session.duration_hours) as shortest_hours,
        max(session.duration_hours) as longest_hours,
        sum(reach.attendants) filter (where reach.capacity is not null) as seats_taken
    from core.session as session
    join core.headline_month as period using (month_start)
    left join core.session_reach as reach using (session_key)
    where session.status = 'held'
    group by all
),

totals as (
    select
        prison_code,
        period_code,
        organisation_code,
        domain_code,
        subdomain_code,
        form,
        'unknown' as target_group,
        sum(total_value) filter (where measure = 'attendances') as attendances,
        sum(total_value) filter (where measure = 'participant_hours') as participant_hours,
        sum(total_value) filter (where measure = 'sessions_held') as sessions_held,
        sum(total_value) filter (where measure = 'session_hours') as session_hours
    from core.total
    where is_headline and unit = 'person'
    group by all
),

parts as (
    select * from of_persons
    union all by name
    select * from of_heads
    union all by name
    select * from sessions
    union all by name
    select * from totals
)

select
    parts.prison_code,
    parts.period_code,
    organisation.shown_code as organisation_code,
    parts.domain_code,
    parts.subdomain_code,
    parts.form,
    parts.target_group,
    coalesce(sum(parts.attendances), 0)::bigint as attendances,
    coalesce(sum(parts.recorded_attendances), 0)::bigint as recorded_attendances,
    coalesce(sum(parts.seats_taken), 0)::bigint as seats_taken,
    coalesce(sum(parts.participant_hours), 0)::decimal(18, 4) as participant_hours,
    coalesce(sum(parts.persons), 0)::bigint as persons,
    coalesce(sum(parts.sessions_held), 0)::bigint as sessions_held,
    coalesce(sum(parts.session_hours), 0)::decimal(18, 4) as session_hours,
    min(parts.shortest_hours)::decimal(18, 4) as shortest_hours,
    max(parts.longest_hours)::decimal(18, 4) as longest_hours
from parts
join core.organisation as organisation using (organisation_code)
group by all
