-- One row per launch event, with the place of its site: what lists and headings show.
-- Grain: launch_event_id
-- Reads: modeled.launch_events, modeled.sites
-- In the order of days; what has none comes last.

select
    events.launch_event_id,
    events.status_code,
    events.launch_class_code,
    events.launch_class_support_code,
    events.country_code,
    events.launch_date_min,
    events.launch_date_max,
    events.launch_date_precision_code,
    events.launch_time_local_text,
    events.launched_at,
    events.site_id,
    events.site_name,
    sites.latitude_deg,
    sites.longitude_deg,
    sites.position_error_deg,
    events.vehicle_id,
    events.vehicle_name,
    events.payload_id,
    events.payload_name,
    events.launched_count,
    events.outcome_code,
    events.outcome_support_code,
    events.first_known_at,
    events.last_known_at,
    events.article_count,
    events.origin_count,
from modeled.launch_events as events
left join modeled.sites as sites
    on sites.site_id = events.site_id  -- n:1; null when no report named a site
order by events.launch_date_min nulls last, events.launch_date_max, events.launch_event_id
