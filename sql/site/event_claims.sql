-- One row per value that one article, or one speaker in it, gives to one property of some launch events.
-- Grain: evidence_id, property_code
-- Reads: modeled.launch_event_claims, modeled.claim_relations, modeled.actors, modeled.outlets
-- $ids: the events.

select
    claims.launch_event_id,
    claims.property_code,
    claims.claimed_value_text,
    claims.evidence_id,
    claims.route_code,
    claims.claimant_id,
    coalesce(actors.actor_name, claimant_outlets.outlet_name) as claimant_name,
    actors.country_code,
    via.outlet_name as via_name,
    claims.origin_id,
    claims.basis_claim_id,
    claims.certainty_text,
    claims.article_id,
    claims.known_at,
    claims.char_start,
    claims.char_end,
    relations.relation_code,
    relations.claim_status_code,
from modeled.launch_event_claims as claims
left join modeled.claim_relations as relations
    on relations.evidence_id = claims.evidence_id and relations.property_code = claims.property_code  -- 1:1
left join modeled.actors as actors
    on actors.actor_id = claims.claimant_id and claims.route_code = 'speaker'  -- n:1; null for an article's own words
left join modeled.outlets as claimant_outlets
    on claimant_outlets.outlet_id = claims.claimant_id and claims.route_code = 'article'  -- n:1; null where no outlet is named
left join modeled.outlets as via
    on via.outlet_id = claims.via_outlet_id  -- n:1; null when quoted directly
where claims.launch_event_id in (select unnest($ids))
order by claims.launch_event_id, claims.property_code, claims.known_at, claims.article_id, claims.char_start, claims.evidence_id
