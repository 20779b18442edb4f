-- The labels that rows bear of what figures are broken down by: a label that occurs has its cell in every period.
-- grain: subject, dimension, label
-- adds up: no
with
borne as (
    select
        'participation' as subject,
        unnest([
            { 'dimension': 'form', 'label': form },
            { 'dimension': 'target_group', 'label': target_group },
            { 'dimension': 'gender', 'label': gender },
            { 'dimension': 'age_band', 'label': age_band },
            { 'dimension': 'statuut', 'label': statuut },
            { 'dimension': 'regime', 'label': regime },
            { 'dimension': 'language_group', 'label': language_group }
        ], recursive := true)
    from (
        select distinct form, target_group, gender, age_band, statuut, regime, language_group
        from core.participation
    )
    union
    select
        'stay',
        unnest([
            { 'dimension': 'gender', 'label': gender },
            { 'dimension': 'statuut', 'label': statuut },
            { 'dimension': 'regime', 'label': regime },
            { 'dimension': 'language_group', 'label': language_group }
        ], recursive := true)
    from (
        select distinct gender, statuut, regime, language_group
        from core.stay
    )
    union
    select
        'session',
        unnest([
            { 'dimension': 'form', 'label': form },
            { 'dimension': 'target_group', 'label': target_group },
            { 'dimension': 'cancellation_reason', 'label': cancellation_reason }
        ], recursive := true)
    from (
        select distinct form, target_group, cancellation_reason
        from core.session
    )
    union
    select distinct 'absence', 'absence_reason', absence_reason
    from core.absence
    union
    select distinct 'enrolment', 'status', status
    from core.enrolment
    union
    select distinct 'certificate', 'certificate_kind', certificate_kind
    from core.certificate
    union
    select distinct 'trajectory', 'end_reason', end_reason
    from core.trajectory
    where end_status = 'ended_early'
)

select subject, dimension, label
from borne
where label is not null
