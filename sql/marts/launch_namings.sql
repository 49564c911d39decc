-- One row per claimant and what it called a launch: the kind, the rocket or missile, and the payload, in whose words, since when.
-- Grain: launch_event_id, property_code, claimed_value_text, claimant_name, route_code
-- Reads: modeled.launch_event_claims, modeled.claim_relations, modeled.launch_events, modeled.actors, modeled.outlets, modeled.vehicles,
--        modeled.payloads
-- An article that speaks for itself stands here by its outlet, apart from a speaker of the same name. A claimant is on the launching side
-- when its country is that of the launch. Speakers that are only called "a spokesman" share a row; it has a country only where that of each
-- of them is known and the same.

with namings as (
    select
        claims.launch_event_id,
        claims.property_code,
        claims.claimed_value_text,
        coalesce(vehicles.vehicle_name, payloads.payload_name, claims.claimed_value_text) as called_name,
        coalesce(actors.actor_name, outlets.outlet_name, 'an article without an outlet') as claimant_name,
        coalesce(actors.country_code, outlets.country_code) as said_country_code,
        claims.route_code,
        claims.certainty_text,
        claims.article_id,
        claims.known_at,
        claims.evidence_id,
        relations.claim_status_code,
    from modeled.launch_event_claims as claims
    inner join modeled.claim_relations as relations
        on relations.evidence_id = claims.evidence_id
        and relations.property_code = claims.property_code  -- 1:1
    left join modeled.actors as actors
        on actors.actor_id = claims.claimant_id and claims.route_code = 'speaker'  -- n:1; null when the article speaks for itself
    left join modeled.outlets as outlets
        on outlets.outlet_id = claims.claimant_id and claims.route_code = 'article'  -- n:1; null when a speaker does
    left join modeled.vehicles as vehicles
        on vehicles.vehicle_id = claims.claimed_value_text and claims.property_code = 'vehicle'  -- n:1; null for kinds and payloads
    left join modeled.payloads as payloads
        on payloads.payload_id = claims.claimed_value_text and claims.property_code = 'payload'  -- n:1; null for kinds and vehicles
    where claims.property_code in ('launch_class', 'vehicle', 'payload')
),

claimants as (
    select
        launch_event_id,
        property_code,
        claimed_value_text,
        claimant_name,
        route_code,
        case when count(*) = count(said_country_code) and count(distinct said_country_code) = 1 then min(said_country_code) end
            as claimant_country_code,
    from namings
    group by launch_event_id, property_code, claimed_value_text, claimant_name, route_code
)

select
    namings.launch_event_id,
    namings.property_code,
    namings.claimed_value_text,
    namings.claimant_name,
    namings.called_name,
    namings.route_code,
    claimants.claimant_country_code,
    events.country_code as launch_country_code,
    case
        when claimants.claimant_country_code is null then 'none'
        when claimants.claimant_country_code = events.country_code then 'launching'
        else 'other'
    end as side_code,
    events.launch_date_min,
    events.launch_date_max,
    bool_and(namings.claim_status_code = 'retracted') as is_retracted,
    array_agg(distinct namings.certainty_text order by namings.certainty_text)
        filter (where namings.certainty_text is not null) as certainty_texts,
    count(distinct namings.article_id)::integer as article_count,
    min(namings.known_at) as first_known_at,
    arg_min(namings.evidence_id, (namings.known_at, namings.evidence_id)) as first_evidence_id,
from namings
inner join claimants using (launch_event_id, property_code, claimed_value_text, claimant_name, route_code)  -- n:1
inner join modeled.launch_events as events
    on events.launch_event_id = namings.launch_event_id  -- n:1
group by
    namings.launch_event_id,
    namings.property_code,
    namings.claimed_value_text,
    namings.claimant_name,
    namings.called_name,
    namings.route_code,
    claimants.claimant_country_code,
    events.country_code,
    events.launch_date_min,
    events.launch_date_max
