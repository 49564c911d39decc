-- One row per report of a launch that flew on one known day, with the vehicle that it means.
-- Grain: article_launch_id
-- Reads: modeled._launch_reports, modeled._day_kinds
-- A report that names a family ("unha") means the member ("unha-3") that most origins name for the day. A space launch that some call by
-- the name of a missile is no launch of that missile.

with told_reports as (
    select
        kinds.article_launch_id,
        kinds.party_code,
        kinds.launch_date,
        kinds.kind_code,
        reports.origin_id,
        case when kinds.kind_code <> 'space' or reports.vehicle_class_code = 'space' then reports.vehicle_id end as vehicle_id,
    from modeled._day_kinds as kinds
    inner join modeled._launch_reports as reports
        on reports.article_launch_id = kinds.article_launch_id  -- 1:1
),

vehicle_counts as (
    select
        party_code,
        launch_date,
        kind_code,
        vehicle_id,
        count(distinct origin_id) as origin_count,
        count(*) as report_count,
    from told_reports
    where vehicle_id is not null
    group by party_code, launch_date, kind_code, vehicle_id
),

commonest_members as (
    select
        families.party_code,
        families.launch_date,
        families.kind_code,
        families.vehicle_id,
        members.vehicle_id as member_id,
    from vehicle_counts as families
    inner join vehicle_counts as members
        on members.party_code = families.party_code
        and members.launch_date = families.launch_date
        and members.kind_code = families.kind_code
        and starts_with(members.vehicle_id, families.vehicle_id || '-')  -- n:m; vehicles of one day
    qualify row_number() over (
        partition by families.party_code, families.launch_date, families.kind_code, families.vehicle_id
        order by members.origin_count desc, members.report_count desc, members.vehicle_id
    ) = 1
)

select
    told_reports.article_launch_id,
    told_reports.party_code,
    told_reports.launch_date,
    told_reports.kind_code,
    coalesce(commonest_members.member_id, told_reports.vehicle_id) as vehicle_id,
from told_reports
left join commonest_members
    using (party_code, launch_date, kind_code, vehicle_id)  -- n:1; null when no report of the day names one of the family
