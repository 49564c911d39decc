-- Every launch that an article tells is a report of one event, or was left alone with its reason, and not both.
-- Table: modeled.launch_event_mentions
-- Severity: critical
with fates as (
    select article_launch_id from modeled.launch_event_mentions
    union all
    select article_launch_id from modeled.unresolved_launches
)

select
    launches.article_launch_id,
    count(fates.article_launch_id) as fate_count,
from extracted.article_launches as launches
left join fates
    on fates.article_launch_id = launches.article_launch_id  -- 1:1; null when the launch was lost
group by launches.article_launch_id
having count(fates.article_launch_id) <> 1
