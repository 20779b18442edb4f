-- How many rows of each month each delivery holds of each dataset for each prison.
-- grain: source_code, dataset, delivery_id, prison_code, month_start
-- adds up: yes
with
dated as (
    select source_code, 'session' as dataset, delivery_id, prison_code, month_start
    from core.session
    union all
    select source_code, 'attendance', delivery_id, prison_code, month_start
    from core.attendance
    union all
    select source_code, 'enrolment', delivery_id, prison_code, month_start
    from core.enrolment
    union all
    -- An end tells as much as a start that the partner's file goes on.
    select source_code, 'trajectory', delivery_id, prison_code, month_start
    from core.trajectory_month
    union all
    select source_code, 'certificate', delivery_id, prison_code, month_start
    from core.certificate
    union all
    select
        source_code,
        'person',
        delivery_id,
        prison_code,
        date_trunc('month', unnest([valid_from, valid_to]))::date
    from staging.person
),

stated as (
    select source_code, 'count' as dataset, delivery_id, prison_code, period_code
    from staging.count
    union all
    select source_code, 'population', delivery_id, prison_code, period_code
    from staging.population
    union all
    select source_code, 'staff', delivery_id, prison_code, period_code
    from staging.staff
    union all
    select source_code, 'target', delivery_id, prison_code, target_year::varchar
    from staging.target
)

select source_code, dataset, delivery_id, prison_code, month_start, count(*) as delivered_rows
from dated
where month_start is not null
group by all
union all
select
    stated.source_code,
    stated.dataset,
    stated.delivery_id,
    stated.prison_code,
    period_month.month_start,
    count(*) as delivered_rows
from stated
join core.period_month as period_month using (period_code)
group by all
