-- One row per actor doing or saying one kind of thing in response to one launch in one article, coded in PLOVER and CAMEO.
-- Grain: reaction_id
-- Reads: extracted.reactions, modeled.articles, modeled._actor_mentions, modeled._named_outlets, modeled.launch_event_mentions,
--        modeled._event_days, reference.reaction_codes
-- Origins are those of claims. The delay runs from the launch to the last day on which the article may have been published: at most so
-- long after.

select
    reactions.reaction_id,
    mentions.launch_event_id,
    reactions.article_launch_id,
    reactions.article_id,
    actors.actor_id,
    reactions.actor_name,
    reactions.country_code,
    via.outlet_id as via_outlet_id,
    reactions.reaction_type_code,
    codes.plover_event_code,
    codes.plover_mode_code,
    codes.plover_context_code,
    codes.cameo_code,
    articles.published_date_min,
    articles.published_date_max,
    articles.known_at,
    case
        when days.status_code = 'occurred' and days.launch_date_precision_code = 'day'
            then greatest(date_diff('day', days.launch_date_min, articles.published_date_max), 0)::integer
    end as delay_days,
    coalesce(actors.voice_id, via.outlet_id, articles.origin_id) as origin_id,
    reactions.char_start,
    reactions.char_end,
    reactions.evidence_text,
    reactions.rule_id,
from extracted.reactions as reactions
inner join modeled.articles as articles
    on articles.article_id = reactions.article_id  -- n:1
inner join modeled._actor_mentions as actors
    on actors.article_id = reactions.article_id
    and actors.actor_text = reactions.actor_name
    and actors.side_code = coalesce(reactions.country_code, 'none')  -- n:1
inner join reference.reaction_codes as codes
    on codes.reaction_type_code = reactions.reaction_type_code  -- n:1
left join modeled._named_outlets as via
    on via.outlet_text = reactions.via_name  -- n:1; null when quoted directly
left join modeled.launch_event_mentions as mentions
    on mentions.article_launch_id = reactions.article_launch_id  -- n:1; null when it answers no launch in particular
left join modeled._event_days as days
    on days.launch_event_id = mentions.launch_event_id  -- n:1; null with the event
