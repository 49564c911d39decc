-- One row per report of a launch that flew on one known day, with the core of an event that it is part of.
-- Grain: article_launch_id
-- Reads: modeled._day_groups, modeled._day_shifts, modeled._moved_days
-- A core is a group of reports, together with groups that tell of the same instant in another time zone.

with groups as (
    select
        article_launch_id,
        article_id,
        day_group_id,
        party_code,
        launch_date,
        kind_code,
        group_vehicle_id,
        group_site_id,
    from modeled._day_groups
),

reference_groups as (
    select distinct
        groups.day_group_id,
        groups.launch_date,
        groups.group_vehicle_id,
        groups.group_site_id,
    from groups
    semi join modeled._day_shifts as shifts
        on shifts.at_day_group_id = groups.day_group_id
)

select
    groups.article_launch_id,
    groups.article_id,
    coalesce(shifts.at_day_group_id, groups.day_group_id) as core_id,
    groups.party_code,
    case when shifts.day_group_id is null then groups.launch_date else at_groups.launch_date end as launch_date,
    groups.kind_code,
    case when shifts.day_group_id is null then groups.group_vehicle_id else at_groups.group_vehicle_id end as core_vehicle_id,
    case when shifts.day_group_id is null then groups.group_site_id else at_groups.group_site_id end as core_site_id,
    case when coalesce(shifts.day_group_id, moved_days.article_launch_id) is null then 'same_day' else 'same_instant' end as rule_code,
from groups
left join modeled._day_shifts as shifts
    on shifts.day_group_id = groups.day_group_id  -- n:1; null when the group tells the day at the site
left join modeled._moved_days as moved_days
    on moved_days.article_launch_id = groups.article_launch_id  -- 1:1; null when the report does
left join reference_groups as at_groups
    on at_groups.day_group_id = shifts.at_day_group_id  -- n:1; null with the shift
