-- One row per property of some launch events: the value that heads it, with its support.
-- Grain: launch_event_id, property_code
-- Reads: modeled.launch_event_values
-- $ids: the events.

select
    launch_event_id,
    property_code,
    value_text,
    rule_code,
    support_code,
    origin_count,
    other_value_count,
    claim_count,
    first_known_at,
from modeled.launch_event_values
where launch_event_id in (select unnest($ids))
order by launch_event_id, property_code
