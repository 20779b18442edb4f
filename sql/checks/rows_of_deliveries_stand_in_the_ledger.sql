-- Van deze leveringen staan er niet evenveel rijen in de databank als er aanvaard zijn; de inlezing is niet te vertrouwen.
-- severity: error
with
stored as (
    select 'session' as dataset, delivery_id, count(*) as stored_rows from raw.session
    group by delivery_id
    union all
    select 'attendance', delivery_id, count(*) from raw.attendance
    group by delivery_id
    union all
    select 'person', delivery_id, count(*) from raw.person
    group by delivery_id
    union all
    select 'enrolment', delivery_id, count(*) from raw.enrolment
    group by delivery_id
    union all
    select 'trajectory', delivery_id, count(*) from raw.trajectory
    group by delivery_id
    union all
    select 'certificate', delivery_id, count(*) from raw.certificate
    group by delivery_id
    union all
    select 'count', delivery_id, count(*) from raw.count
    group by delivery_id
    union all
    select 'population', delivery_id, count(*) from raw.population
    group by delivery_id
    union all
    select 'staff', delivery_id, count(*) from raw.staff
    group by delivery_id
),

accepted as (
    select
        sheet_count.dataset,
        sheet_count.delivery_id,
        delivery.source_code,
        delivery.file_name,
        sum(sheet_count.rows_accepted) as rows_accepted,
        -- A later file of the partner may have taken the place of some rows.
        bool_or(later.delivery_id is not null) as may_be_corrected
    from load.sheet_count as sheet_count
    join load.delivery as delivery using (delivery_id)
    -- Left: the last file of a partner is corrected by none.
    left join load.delivery as later
        on delivery.source_code = later.source_code
        and delivery.delivery_id < later.delivery_id
        and later.state = 'loaded'
    where delivery.state = 'loaded'
    group by all
),

beside_each_other as (
    select
        dataset,
        delivery_id,
        accepted.source_code,
        accepted.file_name,
        coalesce(accepted.rows_accepted, 0) as rows_accepted,
        coalesce(stored.stored_rows, 0) as stored_rows,
        coalesce(accepted.may_be_corrected, false) as may_be_corrected
    from stored
    full join accepted using (dataset, delivery_id)
)

select dataset, delivery_id, source_code, file_name, rows_accepted, stored_rows
from beside_each_other
where
    dataset in (select dataset from stored)
    and (stored_rows > rows_accepted or (stored_rows < rows_accepted and not may_be_corrected))
