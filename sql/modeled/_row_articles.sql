-- One row per row that the change feed follows, and article that it rests on, now or in the release before.
-- Grain: table_code, row_id, article_id
-- Reads: modeled._tracked_fields, modeled.launch_event_mentions, modeled.articles, history._tracked_fields, history.launch_event_mentions
-- An article is new when the release before did not have it, and has left when this one has not.

with resting as (
    select 'launch_events' as table_code, launch_event_id as row_id, article_id from modeled.launch_event_mentions
    union
    select 'launch_events' as table_code, launch_event_id as row_id, article_id from history.launch_event_mentions
    union
    select table_code, row_id, value_text as article_id
    from modeled._tracked_fields
    where table_code = 'claims' and field_code = 'article_id'
    union
    select table_code, row_id, value_text as article_id
    from history._tracked_fields
    where table_code = 'claims' and field_code = 'article_id'
    union
    select table_code, row_id, row_id as article_id from modeled._tracked_fields where table_code = 'articles'
    union
    select table_code, row_id, row_id as article_id from history._tracked_fields where table_code = 'articles'
),

earlier_articles as (
    select distinct row_id as article_id
    from history._tracked_fields
    where table_code = 'articles'
)

select
    resting.table_code,
    resting.row_id,
    resting.article_id,
    articles.known_at,
    earlier_articles.article_id is null as is_new,
    articles.article_id is null as has_left,
from resting
left join modeled.articles as articles
    on articles.article_id = resting.article_id  -- n:1; null when it has left
left join earlier_articles
    on earlier_articles.article_id = resting.article_id  -- n:1; null when it is new
