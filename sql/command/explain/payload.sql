-- One satellite or series of satellites.
-- Reads: modeled.payloads

select
    payload_id as node_id,
    null::varchar as article_id,
    concat_ws(' · ', payload_name, country_code, article_count || ' articles') as line_text,
    null::varchar as evidence_text,
    null::varchar as rule_id,
from modeled.payloads
where payload_id = $id
