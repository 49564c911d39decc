-- One row per group of reports that tells, in its outlets' own time zones, of a launch whose day at the site is the day before or after.
-- Grain: day_group_id
-- Reads: modeled._day_groups, modeled._group_instants, modeled._launch_reports, modeled._report_days
-- Days are compared by instants: the other group gives a local time, and at that instant it was this group's day where each of its
-- outlets is. Where nobody tells the time, outlets a quarter of a day behind the site may mean the day before that of others, if vehicle or
-- site agree. Two failures are one, unless an outlet that is not behind tells the former. So are two days with no other near them, the
-- former told only from behind: as news of the latter day that knows of no other launch, or where far more origins tell of the latter. What
-- an article, vehicles or sites part is two.

with params as (
    select
        'UTC' as unknown_timezone_name,  -- for outlets whose zone is not known
        360 as behind_minutes,
        1 as reach_days,
        3 as outweighing_factor,  -- times as many origins
),

told_groups as (
    select
        groups.day_group_id,
        groups.party_code,
        groups.launch_date,
        groups.kind_code,
        groups.group_vehicle_id,
        groups.group_site_id,
        min(instants.launched_at) as launched_at,
        array_agg(distinct coalesce(reports.outlet_timezone_name, params.unknown_timezone_name)) as timezone_names,
        array_agg(distinct reports.origin_id) as origin_ids,
        -- who tells of a day that had not begun where it was gives that of the site
        array_agg(distinct reports.origin_id) filter (where coalesce(reports.published_date_min >= groups.launch_date, true))
            as own_day_origin_ids,
        bool_or(reports.outcome_code = 'failure') as has_failed,
        bool_and(reports.is_focus and reports.published_date_min > groups.launch_date) as is_later_news,
        -- unknown zones are on neither side
        min(date_diff(
            'minute',
            timezone(reports.launch_timezone_name, groups.launch_date::timestamp),
            timezone(coalesce(reports.outlet_timezone_name, reports.launch_timezone_name), groups.launch_date::timestamp)
        )) as least_behind_minutes,
        min(date_diff(
            'minute',
            timezone(reports.launch_timezone_name, groups.launch_date::timestamp),
            timezone(reports.outlet_timezone_name, groups.launch_date::timestamp)
        )) as least_known_behind_minutes,
    from modeled._day_groups as groups
    cross join params
    inner join modeled._launch_reports as reports
        on reports.article_launch_id = groups.article_launch_id  -- 1:1
    left join modeled._group_instants as instants
        on instants.day_group_id = groups.day_group_id  -- n:1; null when nobody tells the time
    group by all
),

counted_groups as (
    select
        *,
        count(*) over (partition by party_code, launch_date) as day_group_count,
    from told_groups
),

lone_days as (
    select
        days.party_code,
        days.told_date,
    from modeled._report_days as days
    cross join params
    anti join modeled._report_days as others
        on others.party_code = days.party_code
        and others.told_date between days.told_date - params.reach_days and days.told_date + 1 + params.reach_days
        and others.told_date not in (days.told_date, days.told_date + 1)
),

neighbours as (
    select
        groups.day_group_id,
        others.day_group_id as at_day_group_id,
        others.launched_at is not null as is_timed,
        list_bool_and(list_transform(
            groups.timezone_names, lambda name: timezone(name, others.launched_at)::date = groups.launch_date
        )) as is_same_instant,
        others.launched_at is null
        and others.launch_date = groups.launch_date + 1
        and not coalesce(list_has_any(groups.origin_ids, others.own_day_origin_ids), false)
        and (
            (
                groups.least_behind_minutes >= params.behind_minutes
                and others.least_behind_minutes < params.behind_minutes
                and (
                    coalesce(is_one_thing(groups.group_vehicle_id, others.group_vehicle_id), false)
                    or coalesce(groups.group_site_id = others.group_site_id, false)
                )
            )
            or (
                coalesce(groups.least_known_behind_minutes, params.behind_minutes) >= params.behind_minutes
                and coalesce(groups.has_failed and others.has_failed, false)
            )
            or (
                groups.least_behind_minutes >= params.behind_minutes
                and (groups.is_later_news or len(others.origin_ids) >= params.outweighing_factor * len(groups.origin_ids))
                and groups.has_failed = others.has_failed
                and groups.day_group_count = 1
                and others.day_group_count = 1
                and lone_days.party_code is not null
            )
        ) as is_day_behind,
    from counted_groups as groups
    cross join params
    inner join counted_groups as others
        on others.party_code = groups.party_code
        and (others.kind_code = groups.kind_code or groups.kind_code = 'unknown')
        and others.launch_date in (groups.launch_date - 1, groups.launch_date + 1)  -- n:m; launches of one party and kind on such days
    left join lone_days
        on lone_days.party_code = groups.party_code
        and lone_days.told_date = groups.launch_date  -- n:1; null when the party launched on other days near these
    where groups.launched_at is null
        and coalesce(is_one_thing(others.group_vehicle_id, groups.group_vehicle_id), true)
        and (others.group_site_id is null or groups.group_site_id is null or others.group_site_id = groups.group_site_id)
),

shifts_told_apart as (
    select distinct
        neighbours.day_group_id,
        neighbours.at_day_group_id,
    from neighbours
    inner join modeled._day_groups as groups
        on groups.day_group_id = neighbours.day_group_id  -- 1:n
    inner join modeled._day_groups as at_groups
        on at_groups.day_group_id = neighbours.at_day_group_id
        and at_groups.article_id = groups.article_id  -- 1:n; both told by one article
),

shifts as (
    select neighbours.*
    from neighbours
    anti join shifts_told_apart
        on shifts_told_apart.day_group_id = neighbours.day_group_id
        and shifts_told_apart.at_day_group_id = neighbours.at_day_group_id
    where (neighbours.is_timed and neighbours.is_same_instant) or neighbours.is_day_behind
    qualify row_number() over (
        partition by neighbours.day_group_id
        order by neighbours.is_timed desc, neighbours.at_day_group_id
    ) = 1
)

select
    shifts.day_group_id,
    shifts.at_day_group_id,
from shifts
anti join shifts as onward
    on onward.day_group_id = shifts.at_day_group_id
