-- One row per window of days that reports gave for some planned launches.
-- Grain: launch_event_id, window_number
-- Reads: modeled.launch_windows
-- $ids: the events.

select
    launch_event_id,
    window_number,
    status_code,
    window_date_min,
    window_date_max,
    revision_code,
    slip_days,
    known_from_at,
    origin_count,
    article_launch_id,
    flight_code,
    outside_days,
from modeled.launch_windows
where launch_event_id in (select unnest($ids))
order by launch_event_id, window_number
