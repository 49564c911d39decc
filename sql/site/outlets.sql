-- One row per outlet whose articles tell of launches, with the launches that it told first.
-- Grain: outlet_id
-- Reads: modeled.outlets, modeled.articles, modeled.launch_events, modeled.launch_event_mentions

with told as (
    select
        articles.outlet_id,
        count(distinct articles.article_id) as telling_article_count,
        count(distinct mentions.launch_event_id) as event_count,
        min(articles.published_date_min) as first_published_date,
        max(articles.published_date_max) as last_published_date,
    from modeled.articles as articles
    inner join modeled.launch_event_mentions as mentions
        on mentions.article_id = articles.article_id  -- 1:n
    where articles.outlet_id is not null
    group by articles.outlet_id
),

firsts as (
    select
        articles.outlet_id,
        count(*) as first_count,
    from modeled.launch_events as events
    inner join modeled.articles as articles
        on articles.article_id = events.first_article_id  -- 1:1
    group by articles.outlet_id
)

select
    outlets.outlet_id,
    outlets.outlet_name,
    outlets.country_code,
    outlets.owner_name,
    outlets.is_state_media,
    outlets.is_listed,
    outlets.article_count,
    told.telling_article_count,
    told.event_count,
    told.first_published_date,
    told.last_published_date,
    coalesce(firsts.first_count, 0) as first_count,
from modeled.outlets as outlets
inner join told
    on told.outlet_id = outlets.outlet_id  -- 1:1; outlets that tell of no launch have no page
left join firsts
    on firsts.outlet_id = outlets.outlet_id  -- 1:1; null when it was first with none
order by told.event_count desc, outlets.outlet_name, outlets.outlet_id
