-- The reactions of one actor, in the order in which they became known.
-- Reads: modeled.reactions

select
    reaction_id as node_id,
    article_id,
    concat_ws(' · ', 'known ' || known_at::date, reaction_type_code, 'to ' || launch_event_id) as line_text,
    evidence_text,
    rule_id,
from modeled.reactions
where actor_id = $id
order by known_at, reaction_id
