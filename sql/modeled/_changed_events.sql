-- One row per launch event that lost or got a report since the release before, or one of whose articles has changed; ids of then and now.
-- Grain: launch_event_id
-- Reads: modeled.launch_event_mentions, modeled._changed_articles, history.launch_event_mentions
-- What is told of an event alone is made anew for these events, and kept for others (`anew_for` of a contract).

with all_mentions as (
    select launch_event_id, article_launch_id, article_id, hash(mentions) as row_hash
    from modeled.launch_event_mentions as mentions
    union all
    select launch_event_id, article_launch_id, article_id, hash(mentions) as row_hash
    from history.launch_event_mentions as mentions
),

changed_mentions as (
    select article_launch_id
    from all_mentions
    group by article_launch_id, row_hash
    having count(*) = 1
)

select launch_event_id from all_mentions where article_launch_id in (select article_launch_id from changed_mentions)
union
select launch_event_id from all_mentions where article_id in (select article_id from modeled._changed_articles)
