-- One row per claim about a launch event, in words: who said what, on which side, through whom, and since when it is known.
-- Grain: claim_id
-- Reads: modeled.claims, modeled.launch_events, modeled.actors, modeled.outlets, modeled.articles
-- A claimant is on the launching side when its country is that of the launch.

select
    claims.claim_id,
    claims.launch_event_id,
    launch_events.launch_date_min,
    launch_events.launch_date_max,
    launch_events.country_code as launch_country_code,
    actors.actor_name as claimant_name,
    claims.speaker_name,
    claims.country_code as claimant_country_code,
    case
        when claims.country_code is null then 'none'
        when claims.country_code = launch_events.country_code then 'launching'
        else 'other'
    end as side_code,
    via.outlet_name as via_name,
    own.outlet_name as outlet_name,
    claims.topic_code,
    claims.claimed_value_code,
    claims.certainty_text,
    claims.known_at,
    claims.article_id,
    claims.char_start,
    claims.char_end,
    claims.evidence_text,
from modeled.claims as claims
inner join modeled.launch_events as launch_events
    on launch_events.launch_event_id = claims.launch_event_id  -- n:1
inner join modeled.actors as actors
    on actors.actor_id = claims.actor_id  -- n:1
inner join modeled.articles as articles
    on articles.article_id = claims.article_id  -- n:1
left join modeled.outlets as via
    on via.outlet_id = claims.via_outlet_id  -- n:1; null when quoted directly
left join modeled.outlets as own
    on own.outlet_id = articles.outlet_id  -- n:1; null when the article names no outlet
