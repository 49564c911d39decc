-- One row per report of an event, with the days, status and place in the event's life that it gives.
-- Grain: article_launch_id
-- Reads: modeled.launch_event_mentions, modeled._launch_reports, extracted.article_launches, modeled._named_vehicles,
--        modeled._named_payloads
-- Names that no list holds count here as values: they tell what a launch was called, not which launch it was.

select
    mentions.launch_event_id,
    mentions.article_launch_id,
    mentions.article_id,
    mentions.origin_id,
    mentions.known_at,
    mentions.rule_code,
    article_launches.status_code,
    article_launches.launch_class_code,
    nullif(reports.party_code, 'none') as country_code,
    article_launches.launch_date_min,
    article_launches.launch_date_max,
    reports.day_count,
    reports.launch_time_local_text,
    article_launches.site_id,
    vehicles.vehicle_id,
    -- what a cruise missile or artillery carries is no satellite, whatever its name
    case when article_launches.launch_class_code not in ('cruise', 'artillery') then payloads.payload_id end as payload_id,
    article_launches.outcome_code,
    article_launches.launched_count,
    article_launches.evidence_char_start as char_start,
    article_launches.evidence_char_end as char_end,
from modeled.launch_event_mentions as mentions
inner join modeled._launch_reports as reports
    on reports.article_launch_id = mentions.article_launch_id  -- 1:1
inner join extracted.article_launches as article_launches
    on article_launches.article_launch_id = mentions.article_launch_id  -- 1:1
left join modeled._named_vehicles as vehicles
    on vehicles.vehicle_text = article_launches.vehicle_name  -- n:1; null when no vehicle is named
left join modeled._named_payloads as payloads
    on payloads.payload_text = article_launches.payload_name  -- n:1; null when no payload is named
