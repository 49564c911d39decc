-- One reaction in one line; for an alert, also whether it was issued or lifted, and the times given.
-- Reads: extracted.reactions, modeled.alerts

select
    reactions.reaction_id as node_id,
    reactions.article_launch_id as launch_id,
    reactions.article_id,
    concat_ws(
        ' · ',
        reactions.actor_name || coalesce(' (' || reactions.country_code || ')', ''),
        'via ' || reactions.via_name,
        reactions.reaction_type_code,
        'alert ' || alerts.alert_step_code,
        case when len(alerts.clock_time_texts) > 0 then 'at ' || array_to_string(alerts.clock_time_texts, ', ') end,
        'characters ' || reactions.char_start || '–' || reactions.char_end
    ) as line_text,
    reactions.evidence_text,
    reactions.rule_id,
from extracted.reactions as reactions
left join modeled.alerts as alerts
    on alerts.reaction_id = reactions.reaction_id  -- 1:1; null when it is no alert
where reactions.reaction_id = $id
