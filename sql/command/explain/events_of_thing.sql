-- The launch events of a site, vehicle or payload, in order of day.
-- Reads: modeled.launch_events

select
    launch_event_id as node_id,
    first_article_id as article_id,
    concat_ws(
        ' · ',
        status_code,
        launch_class_code,
        country_code,
        case when launch_date_min = launch_date_max then launch_date_min::varchar else launch_date_min || ' to ' || launch_date_max end,
        vehicle_name,
        payload_name,
        'outcome ' || outcome_code
    ) as line_text,
    null::varchar as evidence_text,
    null::varchar as rule_id,
from modeled.launch_events
where $id in (site_id, vehicle_id, payload_id)
order by launch_date_min nulls last, launch_event_id
