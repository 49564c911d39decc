-- What is known of a launch event: one row, or none.
-- Reads: modeled.launch_events
-- Parameter: the id of the event.

select
    launch_event_id,
    status_code,
    launch_class_code,
    country_code,
    launch_date_min,
    launch_date_max,
    launched_at,
    site_name,
    vehicle_name,
    payload_name,
    launched_count,
    outcome_code,
    outcome_support_code,
    first_known_at,
    last_known_at,
    article_count,
    origin_count,
from modeled.launch_events
where launch_event_id = $id
