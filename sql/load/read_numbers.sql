-- How partners write texts and numbers: each read_* gives the value, or null when the text does not say one.

create or replace temp macro clean_text(cell) as
    case
        when regexp_full_match(cell, '[!-~]+( [!-~]+)*') then cell
        else nullif(
            trim(regexp_replace(
                -- accents in one form, and no signs that nobody sees
                regexp_replace(
                    nfc_normalize(cell), '[\x{AD}\x{200B}-\x{200F}\x{202A}-\x{202E}\x{2060}\x{FEFF}]', '', 'g'
                ),
                '[\s\p{Z}\x00-\x1F]+', ' ', 'g'
            )),
            ''
        )
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
    regexp_full_match(cell, '[+-]?[\d., ]*\d ?([⁰¹²³⁴⁵⁶⁷⁸⁹ⁿⁱ⁺⁻⁼⁽⁾₀₁₂₃₄₅₆₇₈₉ªº†‡]+|\*+|\(\d\)|\(\*+\))');

create or replace temp macro read_number(cell, decimal_mark) as
    case
        when regexp_full_match(cell, '[+-]?\d{1,14}') then try_cast(cell as decimal(18, 4))
        when decimal_mark = ',' and regexp_full_match(cell, '[+-]?(\d{1,3}([. ]\d{3})+|\d+)(,\d+)?')
            then try_cast(replace(replace(replace(cell, ' ', ''), '.', ''), ',', '.') as decimal(18, 4))
        when decimal_mark = '.' and regexp_full_match(cell, '[+-]?(\d{1,3}([, ]\d{3})+|\d+)(\.\d+)?')
            then try_cast(replace(replace(cell, ' ', ''), ',', '') as decimal(18, 4))
        -- what an apostrophe groups has one sign left, so it is that of the decimals
        when regexp_full_match(cell, '[+-]?\d{1,3}([''’]\d{3})+([.,]\d+)?')
            then try_cast(replace(regexp_replace(cell, '[''’]', '', 'g'), ',', '.') as decimal(18, 4))
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
