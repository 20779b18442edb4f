-- How many persons each organisation reached in each prison by quarter, and how many of them for the first time.
-- grain: organisation_code, prison_code, measure, period_code
-- adds up: no
with
by_person as (
    select
        participation.organisation_code,
        participation.prison_code,
        period.period_code,
        participation.person_number,
        -- Numbers that a partner gives out anew make old acquaintances strangers.
        period.start_date = min(period.start_date) over (
            partition by participation.organisation_code, participation.person_number
        ) as is_new
    from core.participation as participation
    join core.period as period
        on participation.month_start >= period.start_date and participation.month_start < period.end_date
    where period.period_level = 'quarter'
)

select
    organisation_code,
    prison_code,
    period_code,
    unnest([
        { 'measure': 'participants', 'kind': 'number', 'amount': count(distinct person_number), 'weight': null },
        {
            'measure': 'participants_new',
            'kind': 'share',
            'amount': count(distinct person_number) filter (where is_new),
            'weight': count(distinct person_number)
        }
    ], recursive := true)
from by_person
group by cube (prison_code), organisation_code, period_code
