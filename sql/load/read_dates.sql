-- How partners write days: each read_* gives the date, or null when the text does not say one.
-- long: every way in which a day is written

create or replace temp macro date_from_parts(year_text, month_text, day_text) as
    try_cast(
        case  -- as Excel reads two digits
            when length(year_text) = 2 and year_text < '30' then '20' || year_text
            when length(year_text) = 2 then '19' || year_text
            else year_text
        end
        || '-' || month_text || '-' || day_text as date
    );

create or replace temp macro is_date_short_first(cell) as
    regexp_full_match(cell, '\d{1,2}[/.-]\d{1,2}[/.-](\d{4}|\d{2})( \d{1,2}:\d{2}(:\d{2})?( ?[AaPp][Mm])?)?');

create or replace temp macro is_date_year_first(cell) as
    regexp_full_match(cell, '\d{4}[/.-]\d{1,2}[/.-]\d{1,2}([ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?)?');

-- A moment with its distance from Greenwich, as systems write it.
create or replace temp macro is_moment(cell) as
    regexp_full_match(cell, '\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d(\.\d+)?)? ?(Z|[+-]\d\d(:?\d\d)?)');

-- What the clock showed in Brussels at that moment: late in the evening in Greenwich is the next day here.
create or replace temp macro moment_in_brussels(cell) as
    timezone(
        'Europe/Brussels',
        try_cast(regexp_replace(cell, '([+-]\d\d)(\d\d)$', '\1:\2') as timestamp with time zone)
    );

-- The number of a month by its name in Dutch, French, English or German, written whole or short.
create or replace temp macro month_of_name(name) as
    case
        when starts_with(name, 'juil') then '07'
        when starts_with(name, 'jui') then '06'
        when left(name, 2) = 'ma' and substr(name, 3, 1) in ('a', 'r') then '03'
        when starts_with(name, 'mrt') then '03'
        when left(name, 3) = 'jan' then '01'
        when left(name, 3) in ('feb', 'fev') then '02'
        when left(name, 3) in ('apr', 'avr') then '04'
        when left(name, 3) in ('mei', 'mai', 'may') then '05'
        when left(name, 3) = 'jun' then '06'
        when left(name, 3) = 'jul' then '07'
        when left(name, 3) in ('aug', 'aou') then '08'
        when left(name, 3) = 'sep' then '09'
        when left(name, 3) in ('okt', 'oct') then '10'
        when left(name, 3) = 'nov' then '11'
        when left(name, 3) in ('dec', 'dez') then '12'
    end;

create or replace temp macro month_names() as
    '(jan(uari|vier|uary|uar|v)?|feb(ruari|ruary|ruar|r)?|fev(rier|r)?|maart|mrt|mars|marz|mar(ch)?|apr(il)?|avr(il)?|mei|mai|may'
    || '|juni?|juin|june|juli?|juil(let)?|july|aug(ustus|ust)?|aout|sept?(ember|embre)?|okt(ober)?|oct(ober|obre)?|nov(ember|embre)?'
    || '|dec(ember|embre)?|dez(ember)?)';

-- A date with the name of its month: `3 februari 2025`, `lundi 3 février 2025`, `3-feb-25`, `February 3, 2025`.
create or replace temp macro read_named_date(text) as
    case
        when regexp_full_match(text, '([a-z]+\.?,? )?\d{1,2}(er|st|nd|rd|th)?[ ./-]+' || month_names() || '\.?[ ,./-]+(\d{4}|\d\d)')
            then date_from_parts(
                regexp_extract(text, '\d+$'),
                month_of_name(regexp_extract(text, '\d[a-z]*[ ./-]+([a-z]+)', 1)),
                regexp_extract(text, '\d+')
            )
        when regexp_full_match(text, '([a-z]+,? )?' || month_names() || '\.? \d{1,2}(st|nd|rd|th)?,? \d{4}')
            then date_from_parts(
                regexp_extract(text, '\d+$'),
                month_of_name(regexp_extract(text, '([a-z]+)\.? \d', 1)),
                regexp_extract(text, '\d+')
            )
    end;

create or replace temp macro date_part_text(cell, place) as
    regexp_extract(cell, '^(\d+)[/.-](\d+)[/.-](\d+)', place);

create or replace temp macro read_date(cell, date_order, day_zero) as
    case
        when is_date_year_first(cell)
            then date_from_parts(date_part_text(cell, 1), date_part_text(cell, 2), date_part_text(cell, 3))
        when is_date_short_first(cell) and date_order = 'dmy'
            then date_from_parts(date_part_text(cell, 3), date_part_text(cell, 2), date_part_text(cell, 1))
        when is_date_short_first(cell) and date_order = 'mdy'
            then date_from_parts(date_part_text(cell, 3), date_part_text(cell, 1), date_part_text(cell, 2))
        when regexp_full_match(cell, '(19|20)\d{6}')
            then date_from_parts(cell[1:4], cell[5:6], cell[7:8])
        when is_moment(cell) then cast(moment_in_brussels(cell) as date)
        when regexp_matches(cell, '[A-Za-z]') then read_named_date(strip_accents(lower(cell)))
        when regexp_full_match(cell, '[2-7]\d{4}([.,]\d+)?')
            then cast(day_zero as date) + cast(cell[1:5] as integer)
    end;

-- A date of which a spreadsheet took the day for the month: swapped back.
create or replace temp macro read_swapped_date(cell, date_order, day_zero) as
    case
        when is_date_year_first(cell)
            then date_from_parts(date_part_text(cell, 1), date_part_text(cell, 3), date_part_text(cell, 2))
        else read_date(cell, date_order, day_zero)
    end;
