-- In deze bestanden staat een totaalregel die niet de som van de regels is; de regels tellen.
-- severity: warning
select
    delivery.source_code,
    delivery.file_name,
    finding.dataset,
    finding.sheet,
    finding.line,
    finding.column_name,
    finding.value_printed,
    finding.value_computed
from load.finding as finding
join load.delivery as delivery using (delivery_id)
where delivery.state = 'loaded' and finding.value_printed != finding.value_computed
