-- The labels that sessions and totals bear of the workspace's own dimensions.
-- grain: dimension, label
-- adds up: no
select distinct dimension, label
from staging.session_label
where label != 'unknown'
union
select distinct dimension, label
from core.total_by_label
where label != 'unknown'
