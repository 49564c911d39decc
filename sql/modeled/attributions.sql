-- One row per attributed statement of one article, about launches or not, with who made it and who carried it.
-- Grain: attribution_id
-- Reads: extracted.attributions, modeled.articles, modeled._actor_mentions, modeled._named_outlets
-- Claims are those attributed statements that are about a launch; this table is wider.

select
    attributions.attribution_id,
    attributions.article_id,
    actors.actor_id,
    attributions.speaker_name,
    attributions.country_code,
    carriers.outlet_id as carrier_outlet_id,
    attributions.kind_code,
    attributions.source_text,
    attributions.cue_text,
    attributions.content_text,
    articles.known_at,
    attributions.char_start,
    attributions.char_end,
    attributions.rule_id,
from extracted.attributions as attributions
inner join modeled.articles as articles
    on articles.article_id = attributions.article_id  -- n:1
left join modeled._actor_mentions as actors
    on actors.article_id = attributions.article_id
    and actors.actor_text = attributions.speaker_name
    and actors.side_code = coalesce(attributions.country_code, 'none')  -- n:1; null when the source is not resolved
left join modeled._named_outlets as carriers
    on carriers.outlet_text = attributions.carrier_name  -- n:1; null when nobody is said to have carried it
