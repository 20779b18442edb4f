-- The months of which a prison's figures of a domain were delivered: there, none means zero and not unknown.
-- A delivery speaks for the months from its first to its last row, in the domains that its partner registers.
-- grain: subject, prison_code, domain_code, subdomain_code, organisation_code, month_start
-- parts: month_start
-- reads whole: all
-- adds up: no
with
spans as (
    select
        subject,
        dataset,
        source_code,
        delivery_id,
        min(month_start) as first_month,
        max(month_start) as last_month,
        list(distinct prison_code) as prisons
    from core.registered_subject
    group by all
),

places as (
    select distinct subject, source_code, prison_code, domain_code, subdomain_code, organisation_code
    from core.registered_subject
),

months as (
    select distinct month_start
    from core.period_month
)

select distinct
    spans.subject,
    places.prison_code,
    places.domain_code,
    places.subdomain_code,
    places.organisation_code,
    months.month_start
from spans
join places using (subject, source_code)
join months on months.month_start between spans.first_month and spans.last_month
-- A file with several prisons says "none" of those that it leaves out; a file of one prison says nothing of others.
where
    (len(spans.prisons) > 1 or list_contains(spans.prisons, places.prison_code))
    -- A slip in a date does not make a delivery speak for the years in between.
    and (
        not exists (
            from staging.expected as expected
            where expected.source_code = spans.source_code and expected.dataset = spans.dataset
        )
        or exists (
            from staging.expected as expected
            where
                expected.source_code = spans.source_code
                and expected.dataset = spans.dataset
                and coalesce(expected.prison_code, places.prison_code) = places.prison_code
                and months.month_start >= date_trunc('month', expected.valid_from)
                and months.month_start < coalesce(expected.valid_to, date '9999-12-31')
        )
    )
