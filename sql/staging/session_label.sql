-- Which labels of the workspace's own dimensions each session bears.
-- grain: source_code, session_id, dimension
-- adds up: no
select
    session.source_code,
    session.session_id,
    dimension.dimension,
    json_extract_string(to_json(session), '$.' || dimension.dimension) as label
from raw.session as session
join register.dimension as dimension on dimension.dataset = 'session'
where json_extract_string(to_json(session), '$.' || dimension.dimension) is not null
