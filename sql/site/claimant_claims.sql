-- One row per statement of some claimants, the latest first.
-- Grain: claim_id
-- Reads: modeled.claims, modeled.articles, modeled.outlets
-- $ids: the claimants. $most: rows of each.

select
    claims.actor_id,
    claims.launch_event_id,
    claims.claim_id as evidence_id,
    claims.speaker_name,
    via.outlet_name as via_name,
    claims.topic_code,
    claims.claimed_value_code,
    claims.certainty_text,
    claims.article_id,
    articles.outlet_id,
    outlets.outlet_name,
    articles.published_date_min,
    articles.published_date_max,
    articles.language_code,
    claims.known_at,
    claims.char_start,
    claims.char_end,
    claims.evidence_text,
from modeled.claims as claims
inner join modeled.articles as articles
    on articles.article_id = claims.article_id  -- n:1
left join modeled.outlets as outlets
    on outlets.outlet_id = articles.outlet_id  -- n:1; null when the article names no outlet
left join modeled.outlets as via
    on via.outlet_id = claims.via_outlet_id  -- n:1; null when quoted directly
where claims.actor_id in (select unnest($ids))
qualify row_number() over (partition by claims.actor_id order by claims.known_at desc, claims.claim_id) <= $most
order by claims.actor_id, claims.known_at desc, claims.claim_id
