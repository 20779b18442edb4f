-- In deze ZIP-bestanden staan ook bestanden waar niets uit gelezen is: geen tabel, of verborgen.
-- severity: information
select
    delivery.source_code,
    delivery.file_name,
    finding.rows_found as files,
    finding.column_name as kinds
from load.finding as finding
join load.delivery as delivery using (delivery_id)
where delivery.state = 'loaded' and finding.finding_code = 'members_not_read'
