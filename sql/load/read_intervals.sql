-- How partners write a period by its first and last day; null where it is not exactly a month, a quarter or a year.

create or replace temp macro code_of_days(first_day, end_day) as
    case
        when day(first_day) != 1 then null
        when end_day = last_day(first_day) then strftime(first_day, '%Y-%m')
        when month(first_day) % 3 = 1 and end_day = last_day(cast(first_day + interval 2 months as date))
            then year(first_day) || '-K' || quarter(first_day)
        when month(first_day) = 1 and end_day = last_day(cast(first_day + interval 11 months as date))
            then cast(year(first_day) as varchar)
    end;

-- Two days with a word or a sign between them: `2025-01-01/2025-03-31`, `01/01/2025 t/m 31/03/2025`.
create or replace temp macro is_two_days(cell, day) as
    regexp_full_match(
        cell,
        '((van|vanaf|du|from) )?' || day || ' ?(/|--?|–|—|t/m|tot en met|tot|au|to|until) ?' || day
    );

-- What stands between two months is inclusive; a length counts from the first day: `2025-01/2025-03`, `2025-01-01/P3M`.
create or replace temp macro days_of_interval(cell) as
    case
        when is_two_days(cell, '\d{4}-\d\d-\d\d')
            then list_transform(
                regexp_extract_all(cell, '\d{4}-\d\d-\d\d'), lambda found: try_cast(found as date)
            )
        when is_two_days(cell, '\d{1,2}[/.-]\d{1,2}[/.-]\d{4}')
            then list_transform(
                regexp_extract_all(cell, '\d{1,2}[/.-]\d{1,2}[/.-]\d{4}'),
                lambda found: date_from_parts(
                    date_part_text(found, 3), date_part_text(found, 2), date_part_text(found, 1)
                )
            )
        when regexp_full_match(cell, '\d{4}-\d\d ?(/|--) ?\d{4}-\d\d')
            then [
                try_cast(left(cell, 7) || '-01' as date),
                last_day(try_cast(right(cell, 7) || '-01' as date))
            ]
        when regexp_full_match(cell, '\d{4}-\d\d(-01)?/p(1|3|12)m')
            then list_transform(
                [0, cast(regexp_extract(cell, 'p(\d+)m', 1) as integer)],
                lambda months: cast(
                    try_cast(left(cell, 7) || '-01' as date)
                    + to_months(months)
                    - to_days(cast(months > 0 as integer)) as date
                )
            )
        when regexp_full_match(cell, '\d{4}(-01)?(-01)?/p1y')
            then [try_cast(left(cell, 4) || '-01-01' as date), try_cast(left(cell, 4) || '-12-31' as date)]
    end;

create or replace temp macro read_interval(cell) as
    list_transform([days_of_interval(lower(cell))], lambda days: code_of_days(days[1], days[2]))[1];

-- A week belongs to two months as often as not: `2025-W07`, `week 7 2025`.
create or replace temp macro is_week(cell) as
    regexp_full_match(
        lower(cell),
        '\d{4}-?w\d\d'
        || '|(week|wk|semaine|sem)\.? ?\d{1,2}[ ,/-]*\d{4}'
        || '|\d{4}[ ,/-]*(week|wk|semaine|sem)\.? ?\d{1,2}'
    );
