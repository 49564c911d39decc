-- One row per article of some outlets and launch event that it tells of, the latest first.
-- Grain: article_id, launch_event_id
-- Reads: modeled.articles, modeled.launch_event_mentions
-- $ids: the outlets. $most: rows of each.

with told as (
    select distinct article_id, launch_event_id
    from modeled.launch_event_mentions
)

select
    articles.outlet_id,
    articles.article_id,
    told.launch_event_id,
    articles.title_text,
    articles.url_text,
    articles.published_date_min,
    articles.published_date_max,
    articles.language_code,
    articles.origin_id,
from modeled.articles as articles
inner join told
    on told.article_id = articles.article_id  -- 1:n
where articles.outlet_id in (select unnest($ids))
qualify
    row_number() over (
        partition by articles.outlet_id
        order by articles.published_date_max desc nulls last, articles.article_id, told.launch_event_id
    ) <= $most
order by articles.outlet_id, articles.published_date_max desc nulls last, articles.article_id, told.launch_event_id
