-- One row per launch event, country or body, and kind of reaction: how many origins report it, and how soon after the launch.
-- Grain: launch_event_id, country_code, reaction_type_code
-- Reads: modeled.reactions, modeled.launch_events
-- Reactions of actors without a country are left out; they stand in modeled.reactions.

select
    reactions.launch_event_id,
    reactions.country_code,
    reactions.reaction_type_code,
    launch_events.country_code as launch_country_code,
    launch_events.launch_date_min,
    launch_events.launch_date_max,
    min(reactions.plover_event_code) as plover_event_code,
    min(reactions.cameo_code) as cameo_code,
    count(*)::integer as reaction_count,
    count(distinct reactions.actor_id)::integer as actor_count,
    count(distinct reactions.article_id)::integer as article_count,
    min(reactions.delay_days)::integer as shortest_delay_days,
    min(reactions.known_at) as first_known_at,
from modeled.reactions as reactions
inner join modeled.launch_events as launch_events
    on launch_events.launch_event_id = reactions.launch_event_id  -- n:1
where reactions.country_code is not null
group by
    reactions.launch_event_id,
    reactions.country_code,
    reactions.reaction_type_code,
    launch_events.country_code,
    launch_events.launch_date_min,
    launch_events.launch_date_max
