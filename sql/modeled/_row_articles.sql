-- One row per row that came, left or changed, and article that it rests on, now or in the release before.
-- Grain: table_code, row_id, article_id
-- Reads: modeled._changed_rows, modeled.launch_event_mentions, modeled.articles, history._tracked_rows, history.launch_event_mentions
-- An article is new when the release before did not have it, and has left when this one has not.

with claim_fields as (
    select
        table_code,
        row_id,
        unnest(list_concat(old_field_texts, new_field_texts)) as field_text,
    from modeled._changed_rows
    where table_code = 'claims'
),

resting as (
    select rows_changed.table_code, rows_changed.row_id, mentions.article_id
    from modeled._changed_rows as rows_changed
    inner join modeled.launch_event_mentions as mentions
        on rows_changed.table_code = 'launch_events'
        and mentions.launch_event_id = rows_changed.row_id  -- 1:n
    union
    select rows_changed.table_code, rows_changed.row_id, mentions.article_id
    from modeled._changed_rows as rows_changed
    inner join history.launch_event_mentions as mentions
        on rows_changed.table_code = 'launch_events'
        and mentions.launch_event_id = rows_changed.row_id  -- 1:n
    union
    select table_code, row_id, field_value(field_text) as article_id
    from claim_fields
    where field_code(field_text) = 'article_id'
    union
    select table_code, row_id, row_id as article_id
    from modeled._changed_rows
    where table_code = 'articles'
),

earlier_articles as (
    select row_id as article_id
    from history._tracked_rows
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
