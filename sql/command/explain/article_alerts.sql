-- Alerts that one article tells.
-- Reads: modeled.alerts

select
    alert_id as node_id,
    concat_ws(
        ' · ',
        coalesce(actor_name, country_code),
        alert_kind_code || ' ' || alert_step_code,
        alert_system_name,
        case when len(clock_time_texts) > 0 then 'at ' || array_to_string(clock_time_texts, ', ') end
    ) as line_text,
    evidence_text,
    rule_id,
from modeled.alerts
where article_id = $id
order by char_start, alert_id
