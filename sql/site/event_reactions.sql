-- One row per reaction to some launch events.
-- Grain: reaction_id
-- Reads: modeled.reactions, modeled.outlets
-- $ids: the events.

select
    reactions.launch_event_id,
    reactions.reaction_id as evidence_id,
    reactions.actor_id,
    reactions.actor_name,
    reactions.country_code,
    via.outlet_name as via_name,
    reactions.reaction_type_code,
    reactions.delay_days,
    reactions.origin_id,
    reactions.article_id,
    reactions.known_at,
    reactions.char_start,
    reactions.char_end,
    reactions.evidence_text,
from modeled.reactions as reactions
left join modeled.outlets as via
    on via.outlet_id = reactions.via_outlet_id  -- n:1; null when quoted directly
where reactions.launch_event_id in (select unnest($ids))
order by
    reactions.launch_event_id, reactions.country_code nulls last, reactions.known_at, reactions.article_id, reactions.char_start,
    reactions.reaction_id
