-- From which month to which each delivery speaks for which prison, and how many months its source has between rows.
-- A delivery with several prisons speaks for all prisons of its source; but of totals (counts, population, staff) none is
-- a number too, so for a prison of which its source gives totals it speaks only as far as those of that prison go.
-- grain: source_code, dataset, delivery_id, prison_code
-- adds up: no
-- long: what a delivery states of itself and what it is silent about are two rules over the same months
with
months as (
    select delivery_month.*
    from core.delivery_month as delivery_month
    -- The row of a slip in the date would stretch a delivery over empty years.
    semi join core.period_month as period_month using (month_start)
),

spans as (
    select
        source_code,
        dataset,
        delivery_id,
        min(month_start) as first_month,
        max(month_start) as last_month,
        list(distinct prison_code) as prisons
    from months
    group by all
),

stated as (
    select source_code, dataset, delivery_id, prison_code, min(month_start) as first_month, max(month_start) as last_month
    from months
    where dataset in ('count', 'population', 'staff')
    group by all
),

gaps as (
    select source_code, dataset, date_diff('month', lag(month_start) over earlier, month_start) as months_between
    from (select distinct source_code, dataset, month_start from months)
    window earlier as (partition by source_code, dataset order by month_start)
),

rhythms as (
    select
        source_code,
        dataset,
        -- Holidays are longer: four of five are not. Of a single month nobody knows the rhythm.
        coalesce(quantile_disc(months_between, 0.8), 3) as months_between
    from gaps
    group by all
),

places as (
    select source_code, dataset, prison_code, false as is_for_all
    from months
    union
    select source_code, dataset, prison_code, false
    from staging.expected
    where prison_code is not null
    union
    -- A file that is announced for all prisons says "none" of a prison that it leaves out.
    select expected.source_code, expected.dataset, prison.prison_code, true
    from staging.expected as expected
    cross join staging.prison as prison
    where expected.prison_code is null
)

select
    spans.source_code,
    spans.dataset,
    spans.delivery_id,
    places.prison_code,
    spans.first_month,
    spans.last_month,
    rhythms.months_between
from spans
join places using (source_code, dataset)
join rhythms using (source_code, dataset)
-- What is stated goes by its own rows, and of a prison that never had any only the list of what is expected tells.
anti join stated using (source_code, dataset, prison_code)
where
    places.is_for_all
    or (
        spans.dataset not in ('count', 'population', 'staff')
        and (len(spans.prisons) > 1 or list_contains(spans.prisons, places.prison_code))
    )
group by all
union all
select
    stated.source_code,
    stated.dataset,
    stated.delivery_id,
    stated.prison_code,
    stated.first_month,
    stated.last_month,
    rhythms.months_between
from stated
join rhythms using (source_code, dataset)
