-- What tells of a cell that it is no value, is another than it says, or names a person.

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
        when regexp_full_match(cell, '[<>≤≥]=? ?[\d.,]+|[\d.,]+ ?\+') then 'range'
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
