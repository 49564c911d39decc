-- One row per group of reports that tells, in its outlets' own time zones, of a launch whose day at the site is the day before or after.
-- Grain: day_group_id
-- Reads: modeled._day_groups, modeled._group_instants, modeled._launch_reports
-- Days are compared by instants: the other group gives a local time, and at that instant it was this group's day where each of its outlets
-- is. Groups that one article tells apart, or that name different vehicles or sites, are two launches.

with params as (
    select 'UTC' as unknown_timezone_name,  -- for outlets whose zone is not known
),

timed_groups as (
    select distinct
        groups.day_group_id,
        groups.party_code,
        groups.launch_date,
        groups.kind_code,
        groups.group_vehicle_id,
        groups.group_site_id,
        instants.launched_at,
    from modeled._day_groups as groups
    inner join modeled._group_instants as instants
        on instants.day_group_id = groups.day_group_id  -- n:1
),

untimed_reports as (
    select
        groups.*,
        reports.outlet_timezone_name,
    from modeled._day_groups as groups
    inner join modeled._launch_reports as reports
        on reports.article_launch_id = groups.article_launch_id  -- 1:1
    anti join modeled._group_instants as instants
        on instants.day_group_id = groups.day_group_id
),

shifts as (
    select
        untimed.day_group_id,
        timed.day_group_id as at_day_group_id,
    from untimed_reports as untimed
    cross join params
    inner join timed_groups as timed
        on timed.party_code = untimed.party_code
        and timed.kind_code = untimed.kind_code  -- n:m; launches of one party and kind on neighbouring days
    where abs(date_diff('day', timed.launch_date, untimed.launch_date)) = 1
        and (timed.group_vehicle_id is null or untimed.group_vehicle_id is null or timed.group_vehicle_id = untimed.group_vehicle_id)
        and (timed.group_site_id is null or untimed.group_site_id is null or timed.group_site_id = untimed.group_site_id)
    group by untimed.day_group_id, timed.day_group_id
    having bool_and(
        timezone(coalesce(untimed.outlet_timezone_name, params.unknown_timezone_name), timed.launched_at)::date = untimed.launch_date
    )
),

shifts_told_apart as (
    select distinct
        shifts.day_group_id,
        shifts.at_day_group_id,
    from shifts
    inner join modeled._day_groups as groups
        on groups.day_group_id = shifts.day_group_id  -- 1:n
    inner join modeled._day_groups as at_groups
        on at_groups.day_group_id = shifts.at_day_group_id
        and at_groups.article_id = groups.article_id  -- 1:n; both told by one article
)

select
    shifts.day_group_id,
    shifts.at_day_group_id,
from shifts
anti join shifts_told_apart
    on shifts_told_apart.day_group_id = shifts.day_group_id
    and shifts_told_apart.at_day_group_id = shifts.at_day_group_id
qualify row_number() over (partition by shifts.day_group_id order by shifts.at_day_group_id) = 1
