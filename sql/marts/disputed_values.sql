-- One row per value of a property of a launch event on which reports or speakers differ, with those who give it: both sides at a glance.
-- Grain: launch_event_id, property_code, claimed_value_text
-- Reads: modeled.launch_event_claims, modeled.launch_event_values, modeled.launch_events, modeled.actors, modeled.outlets
-- Articles that speak for themselves stand here by their outlets, speakers by their names.

with givers as (
    select
        claims.launch_event_id,
        claims.property_code,
        claims.claimed_value_text,
        claims.origin_id,
        claims.claimant_id,
        claims.route_code,
        min(claims.known_at) as first_known_at,
    from modeled.launch_event_claims as claims
    semi join modeled.launch_event_values as event_values
        on event_values.launch_event_id = claims.launch_event_id
        and event_values.property_code = claims.property_code
        and event_values.support_code = 'contradicted'
    group by
        claims.launch_event_id,
        claims.property_code,
        claims.claimed_value_text,
        claims.origin_id,
        claims.claimant_id,
        claims.route_code
),

disputed as (
    select
        givers.launch_event_id,
        givers.property_code,
        givers.claimed_value_text,
        count(distinct givers.origin_id)::integer as origin_count,
        list_sort(list_distinct(array_agg(
            coalesce(actors.actor_name, outlets.outlet_name, 'an article without an outlet')
        ))) as claimant_names,
        min(givers.first_known_at) as first_known_at,
    from givers
    left join modeled.actors as actors
        on actors.actor_id = givers.claimant_id and givers.route_code = 'speaker'  -- n:1; null when the article speaks for itself
    left join modeled.outlets as outlets
        on outlets.outlet_id = givers.claimant_id and givers.route_code = 'article'  -- n:1; null when a speaker does
    group by givers.launch_event_id, givers.property_code, givers.claimed_value_text
)

select
    disputed.launch_event_id,
    disputed.property_code,
    disputed.claimed_value_text,
    events.country_code as launch_country_code,
    events.launch_date_min,
    events.launch_date_max,
    disputed.claimed_value_text = event_values.value_text as is_headline,
    event_values.rule_code,
    disputed.origin_count,
    disputed.claimant_names,
    disputed.first_known_at,
from disputed
inner join modeled.launch_event_values as event_values
    on event_values.launch_event_id = disputed.launch_event_id
    and event_values.property_code = disputed.property_code  -- n:1
inner join modeled.launch_events as events
    on events.launch_event_id = disputed.launch_event_id  -- n:1
