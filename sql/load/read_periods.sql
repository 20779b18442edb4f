-- How partners write times, years and periods.
-- long: a period is named in seventeen ways

create or replace temp macro read_time(cell) as
    case
        when regexp_full_match(lower(cell), '\d{1,2} ?[:.uh] ?[0-5]\d(:[0-5]\d)?( ?u(ur)?\.?)?')
            then try_cast(
                regexp_extract(cell, '^\d+') || ':' || regexp_extract(lower(cell), '[:.uh] ?(\d\d)', 1) || ':00'
                as time
            )
        when regexp_full_match(lower(cell), '\d{1,2} ?(u|h|uur)')
            then try_cast(regexp_extract(cell, '^\d+') || ':00:00' as time)
        when regexp_full_match(lower(cell), '(.* )?(0?[1-9]|1[0-2])([:.][0-5]\d){0,2} ?[ap]\.?m\.?')
            then try_cast(
                cast(regexp_extract(cell, '(\d+)[:.\d]* ?[AaPp]\.?[Mm]', 1) as integer) % 12
                + case when contains(lower(cell), 'p') then 12 else 0 end
                || ':' || coalesce(nullif(regexp_extract(cell, '[:.](\d\d)[:.\d]* ?[AaPp]', 1), ''), '00') || ':00'
                as time
            )
        when is_moment(cell) then cast(moment_in_brussels(cell) as time)
        when is_date_short_first(cell) or is_date_year_first(cell)
            then try_cast(regexp_extract(cell, '[ T](\d{1,2}:\d\d)', 1) || ':00' as time)
    end;

create or replace temp macro read_year(cell) as
    case when regexp_full_match(cell, '\d{4}([.,]0)?') then cast(cell[1:4] as integer) end;

create or replace temp macro read_year_of(cell, date_order, day_zero) as
    case
        when regexp_full_match(cell, '\d{4}') then cast(cell as integer)
        when regexp_full_match(cell, '\d{1,2}[/.-]\d{1,2}[/.-]\d{2}') then null
        else year(read_date(cell, date_order, day_zero))
    end;

create or replace temp macro read_whole_period(cell) as
    case
        when regexp_full_match(cell, '\d{4}|\d{4}-(0[1-9]|1[0-2])|\d{4}-K[1-4]') then cell
        when regexp_full_match(lower(cell), '\d{4}[- /]?[kqt] ?[1-4]') then cell[1:4] || '-K' || cell[-1]
        when regexp_full_match(lower(cell), '[kqt] ?[1-4][.]?[- /]?\d{4}') then cell[-4:] || '-K' || regexp_extract(cell, '[1-4]')
        when regexp_full_match(lower(cell), '[kqt] ?[1-4][ /-]\d\d') then '20' || cell[-2:] || '-K' || regexp_extract(cell, '[1-4]')
        when regexp_full_match(lower(cell), '(kwartaal|trimestre|quarter|quartal) ?[1-4][ ,./-]*\d{4}')
            then cell[-4:] || '-K' || regexp_extract(cell, '[1-4]')
        when regexp_full_match(lower(cell), '\d{4}[ ,./-]*(kwartaal|trimestre|quarter|quartal) ?[1-4]')
            then cell[1:4] || '-K' || cell[-1]
        when regexp_full_match(lower(cell), '[1-4](e|ste|de|er|ère|ème|st|nd|rd|th|\.)? ?(kw(artaal)?|trimestre|quart(er|al))[ .-]*\d{4}')
            then cell[-4:] || '-K' || cell[1]
        when regexp_full_match(lower(cell), '\d{4}[- /]*[1-4](e|ste|de|er|ère|ème|st|nd|rd|th|\.)? ?(kw(artaal)?|trimestre|quart(er|al))')
            then cell[1:4] || '-K' || regexp_extract(cell, '^\d{4}[- /]*([1-4])', 1)
        when regexp_full_match(cell, '(0?[1-9]|1[0-2])[-/]\d{4}')
            then cell[-4:] || '-' || lpad(regexp_extract(cell, '^\d+'), 2, '0')
        when regexp_full_match(strip_accents(lower(cell)), month_names() || '\.?[ /-](\d{4}|\d\d)')
            then right('20' || regexp_extract(cell, '\d+$'), 4) || '-' || month_of_name(strip_accents(lower(cell)))
        when regexp_full_match(cell, '(19|20)\d\d[ -]?M(0?[1-9]|1[0-2])')  -- as Eurostat writes a month
            then cell[1:4] || '-' || lpad(regexp_extract(cell, '\d+$'), 2, '0')
        when regexp_full_match(cell, '(19|20)\d\d(0[1-9]|1[0-2])') then cell[1:4] || '-' || cell[5:6]
        when regexp_full_match(strip_accents(lower(cell)), '\d{4}[ /-]' || month_names() || '\.?')
            then cell[1:4] || '-' || month_of_name(strip_accents(lower(cell[6:])))
        when length(cell) > 10 or contains(cell, '/P') then read_interval(cell)
    end;

-- The same, also where the year has two digits behind an apostrophe: `K1 '25`. A lambda plans the long expression once.
create or replace temp macro read_period(cell) as
    list_transform([regexp_replace(cell, ' ?[''’‘`´](\d\d)$', ' 20\1')], lambda text: read_whole_period(text))[1];

-- The quarter of a month, for who reports by quarter in columns of months; a quarter and a year stay as they are.
create or replace temp macro quarter_of(cell) as
    list_transform(
        [read_period(cell)],
        lambda code: case
            when regexp_full_match(code, '\d{4}-\d\d')
                then code[1:4] || '-K' || (cast(code[6:7] as integer) + 2) // 3
            else code
        end
    )[1];

-- Which period a text names: `2025`, `2025-K1`, `K1 2025`, `2025-03` or `2024-2025`; null where it names none or a day.
create or replace temp macro period_code_of_name(name) as
    case
        when len(regexp_extract_all(name, '(?:^|\D)20\d\d(?:-20\d\d)?(?:\D|$)')) != 1 then null
        when regexp_matches(name, '(^|\D)20\d\d[-_ ]20\d\d(\D|$)')
            then regexp_extract(name, '(20\d\d)[-_ ]20\d\d', 1) || '-' || regexp_extract(name, '20\d\d[-_ ](20\d\d)', 1)
        when regexp_matches(name, '(^|\D)20\d\d[-_ ]?[KQTkqt][1-4](\D|$)')
            then regexp_extract(name, '20\d\d') || '-K' || regexp_extract(name, '20\d\d[-_ ]?[KQTkqt]([1-4])', 1)
        when regexp_matches(name, '(^|[^A-Za-z0-9])[KQTkqt][1-4][-_ ]?20\d\d(\D|$)')
            then regexp_extract(name, '20\d\d') || '-K' || regexp_extract(name, '[KQTkqt]([1-4])[-_ ]?20\d\d', 1)
        when regexp_matches(name, '(^|\D)20\d\d[-_ ](0[1-9]|1[0-2])([^-_\d].*|$)')
            then regexp_extract(name, '20\d\d') || '-' || regexp_extract(name, '20\d\d[-_ ](\d\d)', 1)
        when regexp_matches(name, '\d[-_ .]?20\d\d|20\d\d[-_ ]?\d') then null
        else regexp_extract(name, '20\d\d')
    end;

create or replace temp macro period_start_of_code(code) as
    case
        when code[6] = 'K' then make_date(cast(code[1:4] as integer), 3 * cast(code[7] as integer) - 2, 1)
        when length(code) = 7 then make_date(cast(code[1:4] as integer), cast(code[6:7] as integer), 1)
        else make_date(cast(code[1:4] as integer), 1, 1)
    end;

create or replace temp macro period_end_of_code(code) as
    cast(case
        when code[6] = 'K' then period_start_of_code(code) + interval 3 months
        when length(code) = 7 then period_start_of_code(code) + interval 1 month
        else make_date(cast(right(code, 4) as integer) + 1, 1, 1)
    end as date);

-- a lambda, so that the long expression of the code is planned once and not at each place where it is used
create or replace temp macro period_start_of_name(name) as
    list_transform([period_code_of_name(name)], lambda code: period_start_of_code(code))[1];

create or replace temp macro period_end_of_name(name) as
    list_transform([period_code_of_name(name)], lambda code: period_end_of_code(code))[1];
