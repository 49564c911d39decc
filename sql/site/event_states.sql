-- One row per state in the lives of some launch events.
-- Grain: launch_event_id, state_number
-- Reads: modeled.launch_states
-- $ids: the events.

select
    launch_event_id,
    state_number,
    state_code,
    property_code,
    value_text,
    state_date_min,
    state_date_max,
    held_from_date,
    held_to_date,
    known_from_at,
    article_launch_id,
from modeled.launch_states
where launch_event_id in (select unnest($ids))
order by launch_event_id, state_number
