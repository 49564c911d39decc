-- The launch event itself.
-- Reads: modeled.launch_events

select *
from modeled.launch_events
where launch_event_id = $id
