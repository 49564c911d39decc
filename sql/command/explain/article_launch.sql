-- One launch as one article tells it, in one line.
-- Reads: extracted.article_launches

select
    article_launch_id as node_id,
    article_id,
    concat_ws(
        ' · ',
        launch_label,
        status_code,
        launch_class_code,
        country_code,
        case when launch_date_min = launch_date_max then launch_date_min::varchar else launch_date_min || ' to ' || launch_date_max end,
        launch_time_local_text || ' local time',
        site_id,
        vehicle_name,
        payload_name,
        'outcome ' || outcome_code,
        case when not is_focus then 'background' end
    ) as line_text,
    evidence_text,
    null::varchar as rule_id,
from extracted.article_launches
where article_launch_id = $id
