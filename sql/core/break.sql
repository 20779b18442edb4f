-- Where a series breaks in the years that the report shows: as stated, or because a prison or partner came or went.
-- grain: break_date, break_kind, prison_code, domain_code, organisation_code
-- adds up: no
with
breaks as (
    select
        break_date,
        'stated' as break_kind,
        prison_code,
        domain_code,
        null as organisation_code,
        null as successor_code,
        note_nl,
        note_fr,
        note_en
    from staging.break
    union all by name
    select opened_date as break_date, 'prison_opened' as break_kind, prison_code
    from core.prison
    union all by name
    select closed_date as break_date, 'prison_closed' as break_kind, prison_code, successor_code
    from core.prison
    where closed_date is not null
    union all by name
    select valid_from as break_date, 'prison_renamed' as break_kind, prison_code
    from staging.prison
    -- The first name is no change.
    qualify lag(prison_name) over (partition by prison_code order by valid_from) != prison_name
    union all by name
    select closed_date as break_date, 'organisation_merged' as break_kind, organisation_code, successor_code
    from core.organisation
    where closed_date is not null and successor_code is not null
)

select *
from breaks
where break_date > make_date($report_year - 5, 1, 1) and break_date < $last_date
