-- One row per value of a property of a launch event, with who gave it first, where, and how long after the first report of the event.
-- Grain: launch_event_id, property_code, claimed_value_text
-- Reads: modeled.launch_event_claims, modeled.claim_relations, modeled.launch_events, modeled.actors, modeled.outlets, modeled.articles
-- The first is the first that became known here; articles of one instant are ordered as claim_relations orders them.

with first_givers as (
    select
        claims.*,
        relations.claim_number,
        count(distinct claims.origin_id) over (
            partition by claims.launch_event_id, claims.property_code, claims.claimed_value_text
        ) as origin_count,
    from modeled.launch_event_claims as claims
    inner join modeled.claim_relations as relations
        on relations.evidence_id = claims.evidence_id
        and relations.property_code = claims.property_code  -- 1:1
    qualify row_number() over (
        partition by claims.launch_event_id, claims.property_code, claims.claimed_value_text
        order by relations.claim_number
    ) = 1
)

select
    first_givers.launch_event_id,
    first_givers.property_code,
    first_givers.claimed_value_text,
    events.country_code as launch_country_code,
    events.launch_date_min,
    events.launch_date_max,
    coalesce(actors.actor_name, outlets.outlet_name, 'an article without an outlet') as claimant_name,
    first_givers.route_code,
    outlets.outlet_name,
    first_givers.known_at as first_known_at,
    date_diff('hour', events.first_known_at, first_givers.known_at)::integer as hours_after_first_report,
    first_givers.origin_count::integer as origin_count,
    first_givers.evidence_id,
    first_givers.article_id,
    first_givers.char_start,
    first_givers.char_end,
from first_givers
inner join modeled.launch_events as events
    on events.launch_event_id = first_givers.launch_event_id  -- n:1
inner join modeled.articles as articles
    on articles.article_id = first_givers.article_id  -- n:1
left join modeled.actors as actors
    on actors.actor_id = first_givers.claimant_id and first_givers.route_code = 'speaker'  -- n:1; null when the article speaks for itself
left join modeled.outlets as outlets
    on outlets.outlet_id = articles.outlet_id  -- n:1; null when the article names no outlet
