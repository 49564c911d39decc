-- One row per report that is part of no launch of a known day, and makes an event with others of its kind or alone.
-- Grain: article_launch_id
-- Reads: modeled._busy_parties, modeled._core_windows, modeled._core_matches, modeled._follow_ups
-- What an article is about makes an event even without a date; what it mentions in passing needs one. A past launch that might be any of
-- several makes none, nor does one that follows a flight told before. A wide plan, and one of those who go to space often, needs a
-- name to be the plan of another report: they plan many launches for a year, and for a week.

with params as (
    select 62 as widest_joining_day_count,  -- as for `_window_groups`
)

select
    windows.article_launch_id,
    windows.article_id,
    windows.party_code,
    windows.is_planned,
    windows.launch_class_code,
    windows.vehicle_id,
    windows.site_id,
    windows.payload_id,
    windows.is_focus,
    coalesce(windows.launch_date_min, windows.window_date_min) as window_date_min,
    coalesce(windows.launch_date_max, windows.window_date_max) as window_date_max,
    day_count(
        coalesce(windows.launch_date_min, windows.window_date_min), coalesce(windows.launch_date_max, windows.window_date_max)
    )::integer as window_day_count,
    windows.is_planned
    and (window_day_count > params.widest_joining_day_count or busy_parties.party_code is not null) as is_name_needed,
    (windows.vehicle_id is not null)::integer + (windows.site_id is not null)::integer
    + (windows.launch_class_code <> 'unknown')::integer as detail_count,
from modeled._core_windows as windows
cross join params
left join modeled._busy_parties as busy_parties
    on busy_parties.party_code = windows.party_code
    and windows.launch_class_code = 'space'  -- n:1; null for those who go to space rarely
left join modeled._core_matches as matches
    on matches.article_launch_id = windows.article_launch_id  -- 1:1; null when no launch of a known day comes into question
anti join modeled._follow_ups as follow_ups
    on follow_ups.article_launch_id = windows.article_launch_id
where (windows.is_focus or windows.launch_date_min is not null)
    and (
        matches.rule_code is null
        or (matches.rule_code = 'article_tells_two' and windows.launch_date_min is not null)
        or (windows.is_planned and matches.rule_code = 'too_weak')
    )
