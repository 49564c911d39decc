-- The launch event that a launch of an article is a report of, or why it was left alone.
-- Reads: modeled.launch_event_mentions, modeled.launch_events, modeled.unresolved_launches

select
    events.launch_event_id as node_id,
    mentions.article_id,
    concat_ws(
        ' · ',
        events.status_code,
        events.launch_class_code,
        events.country_code,
        case
            when events.launch_date_min = events.launch_date_max then events.launch_date_min::varchar
            else events.launch_date_min || ' to ' || events.launch_date_max
        end,
        case when mentions.is_founder then 'founded by this report' else 'joined by ' || mentions.rule_code end
    ) as line_text,
    null::varchar as evidence_text,
    null::varchar as rule_id,
from modeled.launch_event_mentions as mentions
inner join modeled.launch_events as events
    on events.launch_event_id = mentions.launch_event_id  -- n:1
where mentions.article_launch_id = $id
union all
select
    article_launch_id as node_id,
    article_id,
    concat_ws(
        ' · ', 'left out of every event: ' || reason_code, candidate_count || ' launches came into question'
    ) as line_text,
    null::varchar as evidence_text,
    null::varchar as rule_id,
from modeled.unresolved_launches
where article_launch_id = $id
