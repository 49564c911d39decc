-- One row per claim about a launch event, with the chain from whom it comes to the reader: speaker, carrier, outlet.
-- Grain: claim_id
-- Reads: modeled.claims, modeled.launch_events, modeled.actors, modeled.articles, modeled.outlets
-- Claims of one event, topic and value with one origin are one chain that was told several times, not several sources.

with chained_claims as (
    select
        claims.*,
        actors.actor_name,
        actors.kind_code,
        via.outlet_name as via_name,
        own.outlet_name,
        count(distinct claims.article_id) over chain as relaying_article_count,
        row_number() over (
            partition by claims.launch_event_id, claims.topic_code, claims.claimed_value_code, claims.origin_id
            order by claims.known_at, claims.article_id, claims.char_start, claims.claim_id
        ) as telling_number,
    from modeled.claims as claims
    inner join modeled.actors as actors
        on actors.actor_id = claims.actor_id  -- n:1
    inner join modeled.articles as articles
        on articles.article_id = claims.article_id  -- n:1
    left join modeled.outlets as via
        on via.outlet_id = claims.via_outlet_id  -- n:1; null when quoted directly
    left join modeled.outlets as own
        on own.outlet_id = articles.outlet_id  -- n:1; null when the article names no outlet
    where claims.launch_event_id is not null
    window chain as (partition by claims.launch_event_id, claims.topic_code, claims.claimed_value_code, claims.origin_id)
)

select
    chained_claims.claim_id,
    chained_claims.launch_event_id,
    events.country_code as launch_country_code,
    events.launch_date_min,
    events.launch_date_max,
    chained_claims.topic_code,
    chained_claims.claimed_value_code,
    chained_claims.origin_id,
    case
        when chained_claims.kind_code = 'unnamed' then 'unnamed'
        when chained_claims.kind_code = 'group' then 'officials'
        else 'named'
    end as anonymity_code,
    list_filter(
        [chained_claims.speaker_name, chained_claims.via_name, chained_claims.outlet_name],
        lambda link: link is not null
    ) as chain_names,
    (case when chained_claims.via_name is null then 1 else 2 end)::integer as hop_count,
    chained_claims.telling_number::integer as telling_number,
    chained_claims.relaying_article_count::integer as relaying_article_count,
    chained_claims.article_id,
    chained_claims.known_at,
    chained_claims.char_start,
    chained_claims.char_end,
    chained_claims.evidence_text,
from chained_claims
inner join modeled.launch_events as events
    on events.launch_event_id = chained_claims.launch_event_id  -- n:1
