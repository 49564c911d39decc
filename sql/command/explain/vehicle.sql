-- One rocket or missile.
-- Reads: modeled.vehicles

select
    vehicle_id as node_id,
    null::varchar as article_id,
    concat_ws(' · ', vehicle_name, country_code, launch_class_code, article_count || ' articles') as line_text,
    null::varchar as evidence_text,
    null::varchar as rule_id,
from modeled.vehicles
where vehicle_id = $id
