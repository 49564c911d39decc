-- One row per claim that its holder gave up: what was said, what the same voice or outlet says since, and how long the first stood.
-- Grain: evidence_id, property_code
-- Reads: modeled.claim_relations, modeled.launch_event_claims, modeled.launch_events, modeled.actors, modeled.outlets
-- A later, different value counts as a retraction whether or not it is called one.

select
    earlier.evidence_id,
    earlier.property_code,
    earlier.launch_event_id,
    events.country_code as launch_country_code,
    events.launch_date_min,
    events.launch_date_max,
    earlier.route_code,
    coalesce(actors.actor_name, outlets.outlet_name, 'an article without an outlet') as claimant_name,
    earlier.claimed_value_text,
    earlier.known_at as claimed_at,
    earlier.article_id,
    earlier.char_start,
    earlier.char_end,
    coalesce(later_actors.actor_name, later_outlets.outlet_name, 'an article without an outlet') as later_claimant_name,
    later.claimed_value_text as later_value_text,
    later.known_at as retracted_at,
    later.evidence_id as later_evidence_id,
    later.article_id as later_article_id,
    date_diff('hour', earlier.known_at, later.known_at)::integer as stood_hours,
from modeled.claim_relations as relations
inner join modeled.launch_event_claims as earlier
    on earlier.evidence_id = relations.evidence_id
    and earlier.property_code = relations.property_code  -- 1:1
inner join modeled.launch_event_claims as later
    on later.evidence_id = relations.retracted_by_evidence_id
    and later.property_code = relations.property_code  -- n:1
inner join modeled.launch_events as events
    on events.launch_event_id = relations.launch_event_id  -- n:1
left join modeled.actors as actors
    on actors.actor_id = earlier.claimant_id and earlier.route_code = 'speaker'  -- n:1; null when the article speaks for itself
left join modeled.outlets as outlets
    on outlets.outlet_id = earlier.claimant_id and earlier.route_code = 'article'  -- n:1; null when a speaker does
left join modeled.actors as later_actors
    on later_actors.actor_id = later.claimant_id and later.route_code = 'speaker'  -- n:1; null when the article speaks for itself
left join modeled.outlets as later_outlets
    on later_outlets.outlet_id = later.claimant_id and later.route_code = 'article'  -- n:1; null when a speaker does
where relations.claim_status_code = 'retracted'
