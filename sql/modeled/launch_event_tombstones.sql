-- One row per launch event that an earlier release held and nothing stands for any more, with the reason.
-- Grain: launch_event_id
-- Reads: modeled.launch_event_mentions, modeled.launch_event_redirects, modeled.articles, modeled._launch_reports,
--        history.launch_event_mentions, history.launch_event_tombstones, history._tracked_rows, history.refreshes
-- An event whose reports went on elsewhere has a redirect instead. One that comes back loses its tombstone; the change feed keeps both.

with present_ids as (
    select distinct launch_event_id from modeled.launch_event_mentions
),

lost as (
    select
        earlier.launch_event_id,
        bool_or(articles.article_id is not null) as has_article,
        bool_or(reports.article_launch_id is not null) as has_report,
    from history.launch_event_mentions as earlier
    anti join present_ids
        on present_ids.launch_event_id = earlier.launch_event_id
    anti join modeled.launch_event_redirects as redirects
        on redirects.launch_event_id = earlier.launch_event_id
    left join modeled.articles as articles
        on articles.article_id = earlier.article_id  -- n:1; null when the article left
    left join modeled._launch_reports as reports
        on reports.article_launch_id = earlier.article_launch_id  -- 1:1; null when the article is read otherwise
    group by earlier.launch_event_id
),

last_fields as (
    select
        lost.launch_event_id,
        unnest(earlier.field_texts) as field_text,
    from lost
    inner join history._tracked_rows as earlier
        on earlier.table_code = 'launch_events'
        and earlier.row_id = lost.launch_event_id  -- 1:1
),

last_values as (
    select
        launch_event_id,
        max(field_value(field_text)) filter (where field_code(field_text) = 'status_code') as status_code,
        max(field_value(field_text)) filter (where field_code(field_text) = 'launch_date_min')::date as launch_date_min,
        max(field_value(field_text)) filter (where field_code(field_text) = 'launch_date_max')::date as launch_date_max,
        max(field_value(field_text)) filter (where field_code(field_text) = 'country_code') as country_code,
    from last_fields
    group by launch_event_id
)

select
    lost.launch_event_id,
    case
        when not lost.has_article then 'article_left'
        when not lost.has_report then 'read_anew'
        else 'left_alone'
    end as reason_code,
    last_values.status_code,
    last_values.launch_date_min,
    last_values.launch_date_max,
    last_values.country_code,
    refreshes.release_number,
    refreshes.run_at as recorded_at,
from lost
cross join history.refreshes as refreshes
inner join last_values
    on last_values.launch_event_id = lost.launch_event_id  -- 1:1
union all
select
    tombstones.launch_event_id,
    tombstones.reason_code,
    tombstones.status_code,
    tombstones.launch_date_min,
    tombstones.launch_date_max,
    tombstones.country_code,
    tombstones.release_number,
    tombstones.recorded_at,
from history.launch_event_tombstones as tombstones
anti join present_ids
    on present_ids.launch_event_id = tombstones.launch_event_id
