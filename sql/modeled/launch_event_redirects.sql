-- One row per id of an event that leads elsewhere, and where its reports went on.
-- Grain: launch_event_id, to_launch_event_id
-- Reads: modeled.launch_event_mentions, history.launch_event_mentions, history.launch_event_redirects, history.refreshes
-- Found by the reports that both hold; where new rules read every article otherwise, by the articles. An id that is alive again leads
-- nowhere but to what was split from it.

with present_ids as (
    select distinct launch_event_id from modeled.launch_event_mentions
),

earlier_ids as (
    select distinct launch_event_id from history.launch_event_mentions
),

lost_reports as (
    select
        earlier.launch_event_id,
        earlier.article_launch_id,
        earlier.article_id,
    from history.launch_event_mentions as earlier
    anti join present_ids
        on present_ids.launch_event_id = earlier.launch_event_id
),

successors as (
    select
        earlier.launch_event_id,
        mentions.launch_event_id as to_launch_event_id,
        count(*) as report_count,
    from history.launch_event_mentions as earlier
    inner join modeled.launch_event_mentions as mentions
        on mentions.article_launch_id = earlier.article_launch_id  -- 1:1
    where earlier.launch_event_id <> mentions.launch_event_id
        and (
            earlier.launch_event_id not in (select present_ids.launch_event_id from present_ids)
            or mentions.launch_event_id not in (select earlier_ids.launch_event_id from earlier_ids)
        )
    group by earlier.launch_event_id, mentions.launch_event_id
),

reread_successors as (
    select
        lost_reports.launch_event_id,
        mentions.launch_event_id as to_launch_event_id,
        count(distinct mentions.article_id) as report_count,
    from lost_reports
    anti join successors
        on successors.launch_event_id = lost_reports.launch_event_id
    inner join modeled.launch_event_mentions as mentions
        on mentions.article_id = lost_reports.article_id  -- n:m; events that the same article tells of now
    anti join earlier_ids
        on earlier_ids.launch_event_id = mentions.launch_event_id
    group by lost_reports.launch_event_id, mentions.launch_event_id
    qualify row_number() over (
        partition by lost_reports.launch_event_id
        order by count(distinct mentions.article_id) desc, mentions.launch_event_id
    ) = 1
),

found as (
    select launch_event_id, to_launch_event_id, report_count from successors
    union all
    select launch_event_id, to_launch_event_id, report_count from reread_successors
),

onward as (
    select
        launch_event_id,
        arg_max(to_launch_event_id, (report_count, to_launch_event_id)) as to_launch_event_id,
    from found
    group by launch_event_id
),

kept as (
    select
        redirects.launch_event_id,
        redirects.to_launch_event_id,
        redirects.reason_code,
        redirects.report_count,
        coalesce(alive.launch_event_id, onward.to_launch_event_id) as current_launch_event_id,
        redirects.release_number,
        redirects.recorded_at,
    from history.launch_event_redirects as redirects
    left join present_ids as alive
        on alive.launch_event_id = redirects.current_launch_event_id  -- n:1; null when that event is gone too
    left join onward
        on onward.launch_event_id = redirects.current_launch_event_id  -- n:1; null when it leads on to nothing new
    left join present_ids as returned
        on returned.launch_event_id = redirects.launch_event_id  -- n:1; null when the id is not alive
    anti join found as told_anew
        on told_anew.launch_event_id = redirects.launch_event_id
        and told_anew.to_launch_event_id = redirects.to_launch_event_id
    where redirects.reason_code = 'split' or returned.launch_event_id is null
)

select
    found.launch_event_id,
    found.to_launch_event_id,
    case
        when found.launch_event_id in (select present_ids.launch_event_id from present_ids) then 'split'
        when count(*) over (partition by found.launch_event_id) > 1 then 'split'
        when found.to_launch_event_id in (select earlier_ids.launch_event_id from earlier_ids) then 'merged'
        else 'renamed'
    end as reason_code,
    found.report_count::integer as report_count,
    found.to_launch_event_id as current_launch_event_id,
    refreshes.release_number,
    refreshes.run_at as recorded_at,
from found
cross join history.refreshes as refreshes
union all
select
    launch_event_id,
    to_launch_event_id,
    reason_code,
    report_count,
    nullif(current_launch_event_id, launch_event_id) as current_launch_event_id,
    release_number,
    recorded_at,
from kept
