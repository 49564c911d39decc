-- One step of an alert or notice in one line.
-- Reads: modeled.alerts

select
    alert_id as node_id,
    article_launch_id as launch_id,
    article_id,
    concat_ws(
        ' · ',
        coalesce(actor_name, 'nobody named') || coalesce(' (' || country_code || ')', ''),
        alert_kind_code || ' ' || alert_step_code,
        error_code,
        alert_system_name,
        case when len(area_names) > 0 then 'for ' || array_to_string(area_names, ', ') end,
        case when len(clock_time_texts) > 0 then 'at ' || array_to_string(clock_time_texts, ', ') end,
        'goes back to ' || follows_alert_id,
        'characters ' || char_start || '–' || char_end
    ) as line_text,
    evidence_text,
    rule_id,
from modeled.alerts
where alert_id = $id
