-- How partners write values: each read_* gives the value, or null when the text does not say one.

create or replace temp macro clean_text(cell) as
    case
        when regexp_full_match(cell, '[!-~]+( [!-~]+)*') then cell
        else nullif(trim(regexp_replace(cell, '[\s\p{Z}\x{FEFF}\x{200B}\x00-\x1F]+', ' ', 'g')), '')
    end;

create or replace temp macro is_nothing(cell) as
    lower(cell) in ('-', '--', '?', 'nvt', 'n.v.t.', 'n.v.t', 'n/a', 'nan', 'null');

create or replace temp macro is_formula_error(cell) as
    starts_with(cell, '#') and cell = upper(cell)
    and (right(cell, 1) in ('!', '?', '#') or cell in ('#N/B', '#N/A', '#N/D', '#N/V'));

-- The reason that a reader put into a cell which it could not give; see refusals.py.
create or replace temp macro carried_reason(cell) as regexp_extract(cell, '\x{E000}([a-z_]+)\x{E001}', 1);

-- A long number as a spreadsheet shows it: its last digits are lost.
create or replace temp macro is_scientific(cell) as
    contains(cell, 'E+') and regexp_full_match(cell, '[+-]?\d([.,]\d+)?E\+\d{1,3}');

-- A mark that points to a note, stuck to a number.
create or replace temp macro has_footnote(cell) as
    regexp_full_match(cell, '[+-]?[\d., ]*\d ?([⁰¹²³⁴⁵⁶⁷⁸⁹ⁿⁱ⁺⁻⁼⁽⁾ªº†‡]+|\*+|\(\d\)|\(\*+\))');

create or replace temp macro read_number(cell, decimal_mark) as
    case
        when regexp_full_match(cell, '[+-]?\d{1,14}') then try_cast(cell as decimal(18, 4))
        when decimal_mark = ',' and regexp_full_match(cell, '[+-]?(\d{1,3}([. ]\d{3})+|\d+)(,\d+)?')
            then try_cast(replace(replace(replace(cell, ' ', ''), '.', ''), ',', '.') as decimal(18, 4))
        when decimal_mark = '.' and regexp_full_match(cell, '[+-]?(\d{1,3}([, ]\d{3})+|\d+)(\.\d+)?')
            then try_cast(replace(replace(cell, ' ', ''), ',', '') as decimal(18, 4))
    end;

create or replace temp macro read_whole(cell, decimal_mark) as
    case
        when read_number(cell, decimal_mark) = trunc(read_number(cell, decimal_mark))
            then cast(read_number(cell, decimal_mark) as bigint)
    end;

create or replace temp macro read_share(cell, decimal_mark) as
    case
        when cell[-1] = '%' then try_cast(read_number(rtrim(cell[:-2]), decimal_mark) / 100 as decimal(18, 4))
        else read_number(cell, decimal_mark)
    end;

create or replace temp macro read_hours(cell, decimal_mark, minutes_in_unit) as
    case
        when regexp_full_match(cell, '[+-]?[\d., ]+')
            then try_cast(read_number(cell, decimal_mark) * minutes_in_unit / 60.0 as decimal(18, 4))
        when regexp_full_match(lower(cell), '\d{1,3} ?([:uh] ?[0-5]\d(:00)?|[uh])')
            then try_cast(
                cast(regexp_extract(cell, '^\d+') as integer)
                + coalesce(try_cast(regexp_extract(lower(cell), '[:uh] ?(\d+)', 1) as integer), 0) / 60.0
                as decimal(18, 4)
            )
        when regexp_full_match(lower(cell), '[\d., ]+ ?(min|min\.|minuten|minutes|m|'')')
            then try_cast(
                read_number(rtrim(regexp_extract(cell, '^[\d., ]+')), decimal_mark) / 60.0 as decimal(18, 4)
            )
        when regexp_full_match(lower(cell), '[\d., ]+ ?(u|u\.|uur|uren|h|heure|heures|hour|hours)')
            then read_number(rtrim(regexp_extract(cell, '^[\d., ]+')), decimal_mark)
    end;

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

-- The number of a month by its name in Dutch, French or English, written whole or short.
create or replace temp macro month_of_name(name) as
    case
        when starts_with(name, 'juil') then '07'
        when starts_with(name, 'jui') then '06'
        when name[:2] = 'ma' and name[3] in ('a', 'r') then '03'
        when name = 'mrt' then '03'
        else map {
            'jan': '01', 'feb': '02', 'fev': '02', 'apr': '04', 'avr': '04', 'mei': '05', 'mai': '05', 'may': '05',
            'jun': '06', 'jul': '07', 'aug': '08', 'aou': '08', 'sep': '09', 'okt': '10', 'oct': '10', 'nov': '11',
            'dec': '12'
        }[name[:3]]
    end;

create or replace temp macro month_names() as
    '(jan(uari|vier|uary)?|feb(ruari|ruary)?|fev(rier)?|maart|mrt|mars|mar(ch)?|apr(il)?|avr(il)?|mei|mai|may|juni?|juin|june'
    || '|juli?|juil(let)?|july|aug(ustus|ust)?|aout|sept?(ember|embre)?|okt(ober)?|oct(ober|obre)?|nov(ember|embre)?|dec(ember|embre)?)';

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

create or replace temp macro read_period(cell) as
    case
        when regexp_full_match(cell, '\d{4}|\d{4}-(0[1-9]|1[0-2])|\d{4}-K[1-4]') then cell
        when regexp_full_match(lower(cell), '\d{4}[- /]?[kqt][1-4]') then cell[1:4] || '-K' || cell[-1]
        when regexp_full_match(lower(cell), '[kqt][1-4][- /]?\d{4}') then cell[-4:] || '-K' || cell[2]
        when regexp_full_match(lower(cell), '[1-4](e|ste|de|er|ère|ème)? ?(kwartaal|kw|trimestre|quarter)[ .-]*\d{4}')
            then cell[-4:] || '-K' || cell[1]
        when regexp_full_match(lower(cell), '\d{4}[- ]*[1-4](e|ste|de|er|ère|ème)? ?(kwartaal|kw|trimestre|quarter)')
            then cell[1:4] || '-K' || regexp_extract(cell, '^\d{4}[- ]*([1-4])', 1)
        when regexp_full_match(cell, '(0?[1-9]|1[0-2])[-/]\d{4}')
            then cell[-4:] || '-' || lpad(regexp_extract(cell, '^\d+'), 2, '0')
        when regexp_full_match(strip_accents(lower(cell)), month_names() || '\.?[ /-](\d{4}|\d\d)')
            then right('20' || regexp_extract(cell, '\d+$'), 4) || '-' || month_of_name(strip_accents(lower(cell)))
        when regexp_full_match(cell, '(19|20)\d\d[ -]?M(0?[1-9]|1[0-2])')  -- as Eurostat writes a month
            then cell[1:4] || '-' || lpad(regexp_extract(cell, '\d+$'), 2, '0')
        when regexp_full_match(cell, '(19|20)\d\d(0[1-9]|1[0-2])') then cell[1:4] || '-' || cell[5:6]
        when regexp_full_match(strip_accents(lower(cell)), '\d{4}[ /-]' || month_names() || '\.?')
            then cell[1:4] || '-' || month_of_name(strip_accents(lower(cell[6:])))
    end;

-- What a spreadsheet makes of `3/4`, `1.5` or `jan/25`: a day, or a day without its year.
create or replace temp macro is_made_a_date(cell) as
    is_date_year_first(cell) or is_date_short_first(cell)
    or regexp_full_match(strip_accents(lower(cell)), '\d{1,2}[-/. ]' || month_names() || '\.?')
    or regexp_full_match(strip_accents(lower(cell)), month_names() || '\.?[-/. ]\d{1,2}');

create or replace temp macro read_boolean(cell) as
    case
        when lower(cell) in ('ja', 'j', 'x', '1', 'waar', 'true', 'yes', 'y', 'oui', 'o', 'vrai') then true
        when lower(cell) in ('nee', 'neen', 'n', '0', 'onwaar', 'false', 'no', 'non', 'faux') then false
    end;

create or replace temp macro why_no_number(cell) as
    case
        when regexp_full_match(lower(cell), '(ca\.?|circa|±|~|ong\.?|ongeveer|env\.?|environ) ?[\d.,]+') then 'approximate'
        when regexp_full_match(cell, '[\d.,]+ ?[-–à] ?[\d.,]+') then 'range'
        when regexp_full_match(cell, '[<>≤≥]=? ?[\d.,]+') then 'range'
        else 'not_a_number'
    end;

create or replace temp macro why_not_whole(cell, decimal_mark) as
    case when read_number(cell, decimal_mark) is null then why_no_number(cell) else 'not_whole' end;

-- A Belgian national number as it is written; without its signs it could be any number.
create or replace temp macro holds_national_number(cell) as
    length(cell) >= 15  -- asked first, since it is cheap
    and regexp_matches(cell, '(^|\D)\d{2}[./-]\d{2}[./-]\d{2}[./ -]\d{3}[./ -]\d{2}(\D|$)');

-- The same of eleven digits: the last two follow from the others, for who is born before and since 2000.
create or replace temp macro eleven_digits_agree(digits) as
    try_cast(right(digits, 2) as integer) in (
        97 - try_cast(left(digits, 9) as bigint) % 97,
        97 - try_cast('2' || left(digits, 9) as bigint) % 97
    );

create or replace temp macro holds_eleven_digits(cell) as
    coalesce(eleven_digits_agree(regexp_extract(cell, '(?:^|\D)(\d{11})(?:\D|$)', 1)), false);

-- A text that says what it says: no cleaning needed, and surely not `nvt`, `-` or a formula error.
create or replace temp macro is_plain(cell) as
    regexp_full_match(cell, '[0-9A-MO-Za-mo-z][!-~]*( [!-~]+)*') and not contains(cell, 'E+');

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
