-- One row per report of a launch that flew on one known day, with the core of an event that it is part of.
-- Grain: article_launch_id
-- Reads: modeled._day_groups, modeled._day_shifts, modeled._moved_days, modeled._launch_reports, modeled._report_days, history._day_cores
-- A core is a group of reports, together with groups that tell of the same instant in another time zone. Where nothing has changed it is
-- what the release before made of it.

with found_cores as (
    select
        groups.article_launch_id,
        groups.article_id,
        coalesce(shifts.at_day_group_id, groups.day_group_id) as core_id,
        reports.party_code,
        reports.launch_date_min as told_date,
        case
            when row_number() over (
                partition by groups.article_id, coalesce(shifts.at_day_group_id, groups.day_group_id)
                order by
                    coalesce(reports.launch_time_local_text, reports.vehicle_id, reports.site_id) is null, groups.article_launch_id
            ) > 1 then 'told_again'
            when coalesce(shifts.day_group_id, moved_days.article_launch_id) is null then 'same_day'
            else 'same_instant'
        end as rule_code,
    from modeled._day_groups as groups
    inner join modeled._launch_reports as reports
        on reports.article_launch_id = groups.article_launch_id  -- 1:1
    left join modeled._day_shifts as shifts
        on shifts.day_group_id = groups.day_group_id  -- n:1; null when the group tells the day at the site
    left join modeled._moved_days as moved_days
        on moved_days.article_launch_id = groups.article_launch_id  -- 1:1; null when the report does
),

kept_cores as (
    select earlier.*
    from history._day_cores as earlier
    semi join modeled._report_days as days
        on days.party_code = earlier.party_code
        and days.told_date = earlier.told_date
        and not days.is_anew
),

cores as (
    select * from found_cores
    union all
    select * from kept_cores
)

select
    article_launch_id,
    article_id,
    core_id,
    party_code,
    told_date,
    rule_code,
from cores
