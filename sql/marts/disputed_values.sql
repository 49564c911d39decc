-- One row per value of a property of a launch event on which reports or speakers differ, with those who give it: both sides at a glance.
-- Grain: launch_event_id, property_code, claimed_value_text
-- Reads: modeled.launch_event_claims, modeled.launch_event_values, modeled.launch_events, modeled.actors, modeled.outlets
-- Articles that speak for themselves stand here by their outlets, speakers by their names.

with named_claims as (
    select
        claims.launch_event_id,
        claims.property_code,
        claims.claimed_value_text,
        claims.origin_id,
        claims.known_at,
        coalesce(actors.actor_name, outlets.outlet_name, 'an article without an outlet') as claimant_name,
    from modeled.launch_event_claims as claims
    left join modeled.actors as actors
        on actors.actor_id = claims.claimant_id and claims.route_code = 'speaker'  -- n:1; null when the article speaks for itself
    left join modeled.outlets as outlets
        on outlets.outlet_id = claims.claimant_id and claims.route_code = 'article'  -- n:1; null when a speaker does
)

select
    named_claims.launch_event_id,
    named_claims.property_code,
    named_claims.claimed_value_text,
    events.country_code as launch_country_code,
    events.launch_date_min,
    events.launch_date_max,
    named_claims.claimed_value_text = event_values.value_text as is_headline,
    event_values.rule_code,
    count(distinct named_claims.origin_id)::integer as origin_count,
    array_agg(distinct named_claims.claimant_name order by named_claims.claimant_name) as claimant_names,
    min(named_claims.known_at) as first_known_at,
from named_claims
inner join modeled.launch_event_values as event_values
    on event_values.launch_event_id = named_claims.launch_event_id
    and event_values.property_code = named_claims.property_code  -- n:1
inner join modeled.launch_events as events
    on events.launch_event_id = named_claims.launch_event_id  -- n:1
where event_values.support_code = 'contradicted'
group by
    named_claims.launch_event_id,
    named_claims.property_code,
    named_claims.claimed_value_text,
    events.country_code,
    events.launch_date_min,
    events.launch_date_max,
    event_values.value_text,
    event_values.rule_code
