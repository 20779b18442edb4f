-- De afgelaste sessies per reden tellen niet op tot de afgelaste sessies per domein.
-- severity: error
select
    by_reason.prison_code,
    by_reason.period_code,
    by_reason.sessions_cancelled as by_reason,
    by_domain.sessions_cancelled as by_domain
from marts.cancellations_by_reason as by_reason
join marts.sessions_by_domain as by_domain
    on by_reason.period_code = by_domain.period_code
    and by_reason.prison_code is not distinct from by_domain.prison_code
where
    by_reason.cancellation_reason is null
    and by_domain.domain_code is null
    and coalesce(by_reason.sessions_cancelled, 0) <> coalesce(by_domain.sessions_cancelled, 0)
