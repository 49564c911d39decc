-- One row per stretch of time in which one value headed one property of some launch events.
-- Grain: launch_event_id, property_code, version_number
-- Reads: modeled.launch_event_value_versions
-- $ids: the events.

select
    launch_event_id,
    property_code,
    version_number,
    value_text,
    support_code,
    origin_count,
    known_from_at,
    known_to_at,
from modeled.launch_event_value_versions
where launch_event_id in (select unnest($ids))
order by launch_event_id, property_code, version_number
