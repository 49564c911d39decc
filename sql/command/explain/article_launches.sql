-- The launches that an article tells of, each with its event.
-- Reads: extracted.article_launches, modeled.launch_event_mentions

select
    launches.article_launch_id as node_id,
    launches.article_id,
    concat_ws(
        ' · ',
        launches.launch_label,
        launches.status_code,
        launches.launch_class_code,
        launches.country_code,
        case
            when launches.launch_date_min = launches.launch_date_max then launches.launch_date_min::varchar
            else launches.launch_date_min || ' to ' || launches.launch_date_max
        end,
        launches.vehicle_name,
        'outcome ' || launches.outcome_code,
        coalesce('report of ' || mentions.launch_event_id, 'report of no event')
    ) as line_text,
    launches.evidence_text,
    null::varchar as rule_id,
from extracted.article_launches as launches
left join modeled.launch_event_mentions as mentions
    on mentions.article_launch_id = launches.article_launch_id  -- 1:1; null when it was left out of every event
where launches.article_id = $id
order by launches.evidence_char_start, launches.article_launch_id
