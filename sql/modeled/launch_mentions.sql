-- One row per place in an article that speaks of a launch, with the event that it is evidence for.
-- Grain: mention_id
-- Reads: extracted.launch_mentions, modeled.articles, modeled.launch_event_mentions
-- A place that speaks of no launch in particular, or of one that was left alone, has no event.

select
    launch_mentions.mention_id,
    event_mentions.launch_event_id,
    launch_mentions.article_launch_id,
    launch_mentions.article_id,
    articles.outlet_id,
    articles.known_at,
    launch_mentions.status_code,
    launch_mentions.launch_class_code,
    launch_mentions.country_code,
    launch_mentions.launch_date_min,
    launch_mentions.launch_date_max,
    launch_mentions.sentence_number,
    launch_mentions.char_start,
    launch_mentions.char_end,
    launch_mentions.surface_text,
    launch_mentions.rule_id,
from extracted.launch_mentions as launch_mentions
inner join modeled.articles as articles
    on articles.article_id = launch_mentions.article_id  -- n:1
left join modeled.launch_event_mentions as event_mentions
    on event_mentions.article_launch_id = launch_mentions.article_launch_id  -- n:1; null when it belongs to no event
