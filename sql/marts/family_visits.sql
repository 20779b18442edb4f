-- How many moments there were for children, families and couples, and how many came.
-- grain: prison_code, period_code
-- adds up: yes
with
counted as (
    select
        session.prison_code,
        period.period_code,
        count(*) as visit_moments,
        sum(session.head_count) filter (where session.unit = 'child') as children,
        sum(session.head_count) filter (where session.unit = 'couple') as couples,
        sum(case when session.unit = 'family' then session.head_count else session.family_count end) as families
    from core.session as session
    join core.headline_month as period using (month_start)
    where session.status = 'held' and session.unit != 'person'
    group by cube (session.prison_code), period.period_code
),

totals as (
    select
        prison_code,
        period_code,
        sum(total_value) filter (where measure = 'visit_moments') as visit_moments,
        sum(total_value) filter (where measure = 'children') as children,
        sum(total_value) filter (where measure = 'couples') as couples,
        sum(total_value) filter (where measure = 'families') as families
    from core.total
    where is_headline
    group by cube (prison_code), period_code
),

-- Zero only where such moments are ever registered.
delivered_or_not as (
    select
        reporting_grid.prison_code,
        reporting_grid.period_code,
        case when reporting_grid.has_sessions and visits.is_registered then 0 end as visit_moments,
        case when reporting_grid.has_sessions and visits.has_children then 0 end as children,
        case when reporting_grid.has_sessions and visits.has_couples then 0 end as couples,
        case when reporting_grid.has_sessions and visits.has_families then 0 end as families
    from core.reporting_grid as reporting_grid
    -- Left: most prisons register no such moments.
    left join (
        select
            prison_code,
            true as is_registered,
            bool_or(unit = 'child') as has_children,
            bool_or(unit = 'couple') as has_couples,
            bool_or(unit = 'family' or family_count is not null) as has_families
        from core.session
        where unit != 'person'
        group by cube (prison_code)
    ) as visits on reporting_grid.prison_code is not distinct from visits.prison_code
    where reporting_grid.domain_code is null
),

parts as (
    select * from counted
    union all by name
    select * from totals
    union all by name
    select * from delivered_or_not
)

select
    prison_code,
    period_code,
    sum(visit_moments)::bigint as visit_moments,
    sum(children)::bigint as children,
    sum(couples)::bigint as couples,
    sum(families)::bigint as families
from parts
group by all
