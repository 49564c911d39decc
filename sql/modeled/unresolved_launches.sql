-- One row per launch as one article tells it that was left out of every event, with the reason.
-- Grain: article_launch_id
-- Reads: modeled._launch_reports, modeled._core_windows, modeled._core_matches, modeled._follow_ups, modeled.launch_event_mentions
-- Left alone rather than joined to the wrong event: with an event more, or a better reading, it may still find its own.

select
    reports.article_launch_id,
    reports.article_id,
    case
        when reports.is_misread then 'misread'
        when reports.is_nameless then 'nameless'
        when not reports.is_possible then 'before_its_day'
        when follow_ups.article_launch_id is not null then follow_ups.rule_code
        when matches.rule_code is not null then matches.rule_code
        when windows.article_launch_id is null and reports.launch_date_min is not null then 'too_wide'
        else 'undated'
    end as reason_code,
    coalesce(matches.candidate_count, 0) as candidate_count,
    matches.score_points,
    matches.needed_points,
from modeled._launch_reports as reports
anti join modeled.launch_event_mentions as mentions
    on mentions.article_launch_id = reports.article_launch_id
left join modeled._core_windows as windows
    on windows.article_launch_id = reports.article_launch_id  -- 1:1; null when its days are unknown or too many
left join modeled._core_matches as matches
    on matches.article_launch_id = reports.article_launch_id  -- 1:1; null when no launch of a known day comes into question
left join modeled._follow_ups as follow_ups
    on follow_ups.article_launch_id = reports.article_launch_id  -- 1:1; null when it follows no flight that many tell of
