-- Launch events with the position of their site and the article that told of them first: one row an event, last known first.
-- Reads: modeled.launch_events, modeled.sites, modeled.articles

select
    launch_events.launch_event_id,
    launch_events.status_code,
    launch_events.launch_class_code,
    launch_events.country_code,
    launch_events.launch_date_min,
    launch_events.launch_date_max,
    launch_events.launch_date_precision_code,
    launch_events.launched_at,
    launch_events.site_id,
    launch_events.site_name,
    sites.latitude_deg,
    sites.longitude_deg,
    sites.position_error_deg,
    launch_events.vehicle_id,
    launch_events.vehicle_name,
    launch_events.payload_id,
    launch_events.payload_name,
    launch_events.launched_count,
    launch_events.outcome_code,
    launch_events.outcome_support_code,
    launch_events.article_count,
    launch_events.origin_count,
    launch_events.first_known_at,
    launch_events.last_known_at,
    articles.title_text as first_title_text,
    articles.url_text as first_url_text,
from modeled.launch_events as launch_events
left join modeled.sites as sites
    on sites.site_id = launch_events.site_id  -- n:1; null when no report names a site
left join modeled.articles as articles
    on articles.article_id = launch_events.first_article_id  -- n:1
order by launch_events.last_known_at desc, launch_events.launch_event_id
