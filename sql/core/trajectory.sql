-- The trajectories that began before the cut-off; one that ends after it is still running.
-- grain: source_code, trajectory_id
-- adds up: yes
with
known_at_cut_off as (
    select
        * exclude (end_date),
        case when end_date < $last_date then end_date end as end_date
    from staging.trajectory
    where start_date < $last_date
)

select
    trajectory_id,
    person_id,
    prison_code,
    organisation_code,
    coalesce(domain_code, 'unknown') as domain_code,
    coalesce(subdomain_code, 'unknown') as subdomain_code,
    start_date,
    date_trunc('month', start_date)::date as month_start,
    end_date,
    date_trunc('month', end_date)::date as ended_month,
    case when end_date is not null then coalesce(end_status, 'unknown') end as end_status,
    case when end_date is not null and end_status = 'ended_early' then coalesce(end_reason, 'unknown') end
        as end_reason,
    end_date is not null
    and coalesce(end_status = 'ended_early' and end_reason in ('transfer', 'release', 'strike'), false) as is_interrupted,
    -- Any other reason, told or not, is one of the person or the offer.
    end_date is not null
    and coalesce(end_status = 'ended_early' and coalesce(end_reason, 'unknown') not in ('transfer', 'release', 'strike'), false)
        as is_dropped_out,
    source_code,
    delivery_id,
    sheet,
    line
from known_at_cut_off
