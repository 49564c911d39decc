-- One row per group of reports that tells the local time of its launch, with the instant.
-- Grain: day_group_id
-- Reads: modeled._day_groups, modeled._launch_reports
-- The time that most origins give, in the zone of the site or of a country that has just one, as the zone was on that day.

with group_times as (
    select
        groups.day_group_id,
        groups.launch_date,
        reports.launch_time_local_text,
        reports.launch_timezone_name,
    from modeled._day_groups as groups
    inner join modeled._launch_reports as reports
        on reports.article_launch_id = groups.article_launch_id  -- 1:1
    where reports.launch_time_local_text is not null and reports.launch_timezone_name is not null
    group by groups.day_group_id, groups.launch_date, reports.launch_time_local_text, reports.launch_timezone_name
    qualify row_number() over (
        partition by groups.day_group_id
        order by count(distinct reports.origin_id) desc, count(*) desc, reports.launch_time_local_text, reports.launch_timezone_name
    ) = 1
)

select
    day_group_id,
    launch_time_local_text,
    timezone(launch_timezone_name, launch_date + launch_time_local_text::time) as launched_at,
from group_times
