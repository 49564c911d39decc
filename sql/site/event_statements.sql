-- One row per statement of a speaker about some launch events.
-- Grain: claim_id
-- Reads: modeled.claims, modeled.actors, modeled.outlets
-- $ids: the events.

select
    claims.launch_event_id,
    claims.claim_id as evidence_id,
    claims.actor_id,
    actors.actor_name,
    claims.speaker_name,
    claims.country_code,
    via.outlet_name as via_name,
    claims.topic_code,
    claims.claimed_value_code,
    claims.certainty_text,
    claims.origin_id,
    claims.article_id,
    claims.known_at,
    claims.char_start,
    claims.char_end,
    claims.evidence_text,
from modeled.claims as claims
inner join modeled.actors as actors
    on actors.actor_id = claims.actor_id  -- n:1
left join modeled.outlets as via
    on via.outlet_id = claims.via_outlet_id  -- n:1; null when quoted directly
where claims.launch_event_id in (select unnest($ids))
order by claims.launch_event_id, claims.topic_code, claims.known_at, claims.article_id, claims.char_start, claims.claim_id
