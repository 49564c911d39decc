-- One row per person, body, state or unnamed source that claims something about launches, with what became of its claims.
-- Grain: actor_id
-- Reads: modeled.claims, modeled.actors, modeled.claim_relations, modeled.launch_event_claims, modeled.launch_event_values
-- Only nature and outcome are compared with others' claims; a claim is upheld when its value heads the event today.

with judged_claims as (
    select
        claims.claimant_id as actor_id,
        count(*) as compared_count,
        count(*) filter (where claims.claimed_value_text = event_values.value_text) as upheld_count,
        count(*) filter (where relations.claim_status_code = 'contradicted') as contradicted_count,
        count(*) filter (where relations.claim_status_code = 'retracted') as retracted_count,
        count(*) filter (where relations.relation_code = 'opens') as first_count,
    from modeled.launch_event_claims as claims
    inner join modeled.claim_relations as relations
        on relations.evidence_id = claims.evidence_id
        and relations.property_code = claims.property_code  -- 1:1
    inner join modeled.launch_event_values as event_values
        on event_values.launch_event_id = claims.launch_event_id
        and event_values.property_code = claims.property_code  -- n:1
    where claims.route_code = 'speaker'
    group by claims.claimant_id
),

claim_counts as (
    select
        actor_id,
        count(*)::integer as claim_count,
        count(distinct launch_event_id)::integer as event_count,
        count(distinct article_id)::integer as article_count,
        (count(*) filter (where topic_code = 'nature'))::integer as nature_count,
        (count(*) filter (where topic_code = 'outcome'))::integer as outcome_count,
        (count(*) filter (where topic_code = 'plan'))::integer as plan_count,
        (count(*) filter (where topic_code = 'flight'))::integer as flight_count,
        (count(*) filter (where topic_code = 'capability'))::integer as capability_count,
        min(known_at) as first_known_at,
        max(known_at) as last_known_at,
    from modeled.claims
    group by actor_id
)

select
    actors.actor_id,
    actors.actor_name,
    actors.kind_code,
    actors.country_code,
    claim_counts.claim_count,
    claim_counts.event_count,
    claim_counts.article_count,
    claim_counts.nature_count,
    claim_counts.outcome_count,
    claim_counts.plan_count,
    claim_counts.flight_count,
    claim_counts.capability_count,
    coalesce(judged_claims.compared_count, 0)::integer as compared_count,
    coalesce(judged_claims.upheld_count, 0)::integer as upheld_count,
    coalesce(judged_claims.contradicted_count, 0)::integer as contradicted_count,
    coalesce(judged_claims.retracted_count, 0)::integer as retracted_count,
    coalesce(judged_claims.first_count, 0)::integer as first_count,
    claim_counts.first_known_at,
    claim_counts.last_known_at,
from claim_counts
inner join modeled.actors as actors
    on actors.actor_id = claim_counts.actor_id  -- 1:1
left join judged_claims
    on judged_claims.actor_id = claim_counts.actor_id  -- 1:1; null when it claims no nature or outcome
