-- The value that heads each property of a launch event, why it does, and how well it is supported. node_id is the event and the property.
-- Reads: modeled.launch_event_values

select
    launch_event_id || ' ' || property_code as node_id,
    null::varchar as article_id,
    concat_ws(
        ' · ',
        property_code || ' = ' || value_text,
        support_code,
        'chosen by ' || rule_code,
        origin_count || ' origins',
        case when other_value_count > 0 then other_value_count || ' other values' end
    ) as line_text,
    null::varchar as evidence_text,
    null::varchar as rule_id,
from modeled.launch_event_values
where launch_event_id = $id
order by property_code
