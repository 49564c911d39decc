-- One row per flight that a vaguer report may mean: one of a known day, or one that several outlets place on the same two days.
-- Grain: core_id
-- Reads: modeled._cores, modeled._core_windows, modeled._launch_reports
-- News without a day is dated by its article: the day before and the day itself. Where nobody gives the day, but three origins tell of the
-- same two days, that is a flight too; a space launch, which is rare, also where one of the three tells of days that overlap. It is taken
-- for one of the later day, which is that at sites east of most newsrooms.

with params as (
    select
        2 as told_day_count,
        3 as enough_origin_count,
        2 as space_origin_count,
),

two_day_reports as (
    select
        windows.*,
        reports.origin_id,
    from modeled._core_windows as windows
    cross join params
    inner join modeled._launch_reports as reports
        on reports.article_launch_id = windows.article_launch_id  -- 1:1
    where not windows.is_planned and windows.day_count = params.told_day_count and windows.launch_class_code <> 'unknown'
),

overlapping_counts as (
    select
        reports.party_code,
        reports.launch_date_min,
        count(distinct others.origin_id) as origin_count,
    from two_day_reports as reports
    inner join two_day_reports as others
        on others.party_code = reports.party_code
        and others.launch_class_code = reports.launch_class_code
        and others.launch_date_min <= reports.launch_date_max
        and reports.launch_date_min <= others.launch_date_max  -- n:m; reports of days that overlap
    where reports.launch_class_code = 'space'
    group by reports.party_code, reports.launch_date_min
),

told_days as (
    select
        windows.party_code,
        windows.launch_class_code as kind_code,
        windows.launch_date_min,
        windows.launch_date_max,
        count(distinct windows.origin_id) as origin_count,
        case when count(distinct windows.vehicle_id) = 1 then min(windows.vehicle_id) end as vehicle_id,
        case when count(distinct windows.site_id) = 1 then min(windows.site_id) end as site_id,
        case when count(distinct windows.payload_id) = 1 then min(windows.payload_id) end as payload_id,
        bool_or(windows.is_focus) as is_subject,
        case
            when count(distinct windows.outcome_code) filter (where windows.outcome_code <> 'unknown') = 1
                then min(windows.outcome_code) filter (where windows.outcome_code <> 'unknown')
        end as outcome_code,
    from two_day_reports as windows
    left join overlapping_counts as counts
        on counts.party_code = windows.party_code
        and counts.launch_date_min = windows.launch_date_min
        and windows.launch_class_code = 'space'  -- n:1; null for missiles
    cross join params
    group by
        windows.party_code, windows.launch_class_code, windows.launch_date_min, windows.launch_date_max, counts.origin_count,
        params.enough_origin_count, params.space_origin_count
    having count(distinct windows.origin_id) >= params.enough_origin_count
        or (counts.origin_count >= params.enough_origin_count and count(distinct windows.origin_id) >= params.space_origin_count)
),

lone_days as (
    select told_days.*
    from told_days
    anti join modeled._cores as cores
        on cores.party_code = told_days.party_code
        and cores.kind_code in (told_days.kind_code, 'unknown')
        and cores.launch_date between told_days.launch_date_min - 1 and told_days.launch_date_max + 1
    anti join told_days as better
        on better.party_code = told_days.party_code
        and better.kind_code = told_days.kind_code
        and better.launch_date_min <= told_days.launch_date_max
        and told_days.launch_date_min <= better.launch_date_max
        and (better.origin_count, better.launch_date_min) > (told_days.origin_count, told_days.launch_date_min)
)

select
    core_id,
    party_code,
    launch_date,
    kind_code,
    vehicle_id,
    site_id,
    payload_id,
    is_subject,
    outcome_code,
    launched_at,
from modeled._cores
union all
select
    hash_id('two', [party_code, kind_code, launch_date_max::varchar]) as core_id,
    party_code,
    launch_date_max as launch_date,
    kind_code,
    vehicle_id,
    site_id,
    payload_id,
    is_subject,
    outcome_code,
    null::timestamp with time zone as launched_at,
from lone_days
