-- The reports that a launch event was resolved from, and the rule that made each a report of it.
-- Reads: modeled.launch_event_mentions, extracted.article_launches

select
    mentions.article_launch_id as node_id,
    mentions.article_id,
    concat_ws(
        ' · ',
        launches.status_code,
        launches.launch_class_code,
        launches.country_code,
        case
            when launches.launch_date_min = launches.launch_date_max then launches.launch_date_min::varchar
            else launches.launch_date_min || ' to ' || launches.launch_date_max
        end,
        launches.site_id,
        launches.vehicle_name,
        launches.payload_name,
        'outcome ' || launches.outcome_code,
        case when mentions.is_founder then 'founded the event' else 'joined by ' || mentions.rule_code end,
        case when len(mentions.reason_codes) > 0 then 'agrees in ' || array_to_string(mentions.reason_codes, ', ') end
    ) as line_text,
    launches.evidence_text,
    null::varchar as rule_id,
from modeled.launch_event_mentions as mentions
inner join extracted.article_launches as launches
    on launches.article_launch_id = mentions.article_launch_id  -- 1:1
where mentions.launch_event_id = $id
order by mentions.is_founder desc, mentions.known_at, mentions.article_launch_id
