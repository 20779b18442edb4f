-- The months of every period that has ended: month, quarter, calendar year, year to date and school year.
-- grain: period_code, month_start
-- parts: period_code
-- adds up: no
with
months as (
    select range::date as month_start
    from range(make_date($report_year - 5, 1, 1), make_date($report_year + 1, 1, 1), interval 1 month)
),

placed as (
    select 'month' as period_level, strftime(month_start, '%Y-%m') as period_code, month_start
    from months
    union all
    select 'quarter', year(month_start) || '-K' || quarter(month_start), month_start
    from months
    union all
    select 'year', year(month_start)::varchar, month_start
    from months
    union all
    -- The first quarter to date is the quarter and the fourth is the year: no number gets two codes.
    select 'year_to_date', year(months.month_start) || '-JTD' || to_date.last_quarter, months.month_start
    from months
    join (values (2), (3)) as to_date (last_quarter) on quarter(months.month_start) <= to_date.last_quarter
    union all
    select
        'school_year',
        year(month_start - interval 8 month) || '-' || (year(month_start - interval 8 month) + 1),
        month_start
    from months
)

select
    period_level,
    period_code,
    month_start,
    period_level in ('quarter', 'year', 'year_to_date') as is_headline
from placed
window whole_period as (partition by period_code)
qualify
    max(month_start) over whole_period + interval 1 month <= $last_date
    and (period_level != 'school_year' or count(*) over whole_period = 12)
