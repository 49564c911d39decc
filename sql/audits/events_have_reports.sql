-- No event without a report: each is told by an article, and an event that took place by one that says so.
-- Table: modeled.launch_events
-- Severity: critical
with told_statuses as (
    select
        mentions.launch_event_id,
        bool_or(launches.status_code = 'occurred') as is_told_as_flown,
    from modeled.launch_event_mentions as mentions
    inner join extracted.article_launches as launches
        on launches.article_launch_id = mentions.article_launch_id  -- 1:1
    group by mentions.launch_event_id
)

select
    events.launch_event_id,
    events.status_code,
    told_statuses.is_told_as_flown,
from modeled.launch_events as events
left join told_statuses
    on told_statuses.launch_event_id = events.launch_event_id  -- 1:1; null would be an event without a report
where told_statuses.is_told_as_flown is distinct from (events.status_code = 'occurred')
