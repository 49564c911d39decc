-- One row per statement of one speaker on one topic about one launch in one sentence, with its claimant, side, route and event.
-- Grain: claim_id
-- Reads: extracted.claims, modeled.articles, modeled._actor_mentions, modeled._named_outlets, modeled.launch_event_mentions
-- A claim counts as from its claimant, however many articles repeat it, and from a state where its claimant speaks for one. One of an
-- unnamed source counts as from the outlet that carried it first, as far as the article says.

select
    claims.claim_id,
    mentions.launch_event_id,
    claims.article_launch_id,
    claims.article_id,
    actors.actor_id,
    claims.speaker_name,
    claims.country_code,
    via.outlet_id as via_outlet_id,
    claims.topic_code,
    claims.claimed_value_code,
    claims.certainty_text,
    articles.published_date_min,
    articles.published_date_max,
    articles.known_at,
    coalesce(actors.voice_id, via.outlet_id, articles.origin_id) as origin_id,
    claims.char_start,
    claims.char_end,
    claims.evidence_text,
    claims.rule_id,
from extracted.claims as claims
inner join modeled.articles as articles
    on articles.article_id = claims.article_id  -- n:1
inner join modeled._actor_mentions as actors
    on actors.article_id = claims.article_id
    and actors.actor_text = claims.speaker_name
    and actors.side_code = coalesce(claims.country_code, 'none')  -- n:1
left join modeled._named_outlets as via
    on via.outlet_text = claims.via_name  -- n:1; null when quoted directly
left join modeled.launch_event_mentions as mentions
    on mentions.article_launch_id = claims.article_launch_id  -- n:1; null when it is about no launch, or about one that was left alone
