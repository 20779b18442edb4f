-- De evaluatie valt buiten de periode van het bestand: die in zijn naam, of anders die van zijn andere rijen.
-- severity: warning
with
spans as (
    select
        certificate.delivery_id,
        -- A name without a period: then a date is odd when it lies a year from all but some in a hundred others.
        case when count(*) >= 50 then quantile_disc(certificate.evaluated_date, 0.02) - interval 1 year end as usual_start,
        case when count(*) >= 50 then quantile_disc(certificate.evaluated_date, 0.98) + interval 1 year end as usual_end,
        period_start_of_name(any_value(delivery.file_name)) as named_start,
        period_end_of_name(any_value(delivery.file_name)) as named_end
    from raw.certificate as certificate
    join load.delivery as delivery using (delivery_id)
    group by all
)

select
    certificate.delivery_id,
    certificate.sheet,
    certificate.line
from raw.certificate as certificate
join spans using (delivery_id)
where
    certificate.evaluated_date < coalesce(named_start, usual_start)
    or certificate.evaluated_date >= coalesce(named_end, usual_end)
