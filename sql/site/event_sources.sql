-- One row per article behind some launch events: who published it when, and what it counts as.
-- Grain: launch_event_id, article_id
-- Reads: modeled.launch_event_mentions, modeled.claims, modeled.reactions, modeled.articles, modeled.outlets
-- Statements and reactions may come from articles whose own report of the launch was left out.
-- $ids: the events.

with told as (
    select launch_event_id, article_id
    from modeled.launch_event_mentions
    where launch_event_id in (select unnest($ids))
    union
    select launch_event_id, article_id
    from modeled.claims
    where launch_event_id in (select unnest($ids))
    union
    select launch_event_id, article_id
    from modeled.reactions
    where launch_event_id in (select unnest($ids))
)

select
    told.launch_event_id,
    articles.article_id,
    articles.title_text,
    articles.url_text,
    articles.outlet_id,
    outlets.outlet_name,
    outlets.country_code,
    outlets.is_state_media,
    articles.published_date_min,
    articles.published_date_max,
    articles.known_at,
    articles.language_code,
    articles.origin_id,
    articles.near_duplicate_group_id,
from told
inner join modeled.articles as articles
    on articles.article_id = told.article_id  -- n:1
left join modeled.outlets as outlets
    on outlets.outlet_id = articles.outlet_id  -- n:1; null when the article names no outlet
order by told.launch_event_id, articles.known_at, articles.article_id
