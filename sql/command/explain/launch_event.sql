-- One launch event in one line. Rows: one, or none when there is no such id.
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
        launch_time_local_text || ' local time',
        site_name,
        vehicle_name,
        payload_name,
        'outcome ' || outcome_code,
        article_count || ' articles from ' || origin_count || ' origins'
    ) as line_text,
    null::varchar as evidence_text,
    null::varchar as rule_id,
from modeled.launch_events
where launch_event_id = $id
