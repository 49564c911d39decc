-- One row per report of a launch that flew on one known day, with the vehicle and site that it is grouped under.
-- Grain: article_launch_id
-- Reads: modeled._launch_reports, modeled._day_vehicles, reference.sites
-- A report that names no listed vehicle or site goes with the one that most origins name for the day.

with params as (
    select
        60 as near_km,  -- two listed sites nearer than this may be one place told by two names: a town and its airfield
),

day_reports as (
    select
        vehicles.article_launch_id,
        vehicles.party_code,
        vehicles.launch_date,
        vehicles.kind_code,
        vehicles.vehicle_id,
        reports.article_id,
        reports.origin_id,
        reports.launch_time_local_text,
        reports.told_payload_id,
        reports.outcome_code,
        reports.evidence_char_start,
        reports.site_id,
    from modeled._day_vehicles as vehicles
    inner join modeled._launch_reports as reports
        on reports.article_launch_id = vehicles.article_launch_id  -- 1:1
),

commonest_vehicles as (
    select
        party_code,
        launch_date,
        kind_code,
        vehicle_id,
    from day_reports
    where vehicle_id is not null
    group by party_code, launch_date, kind_code, vehicle_id
    qualify row_number() over (
        partition by party_code, launch_date, kind_code
        order by count(distinct origin_id) desc, count(*) desc, vehicle_id
    ) = 1
),

commonest_site_vehicles as (
    select
        party_code,
        launch_date,
        kind_code,
        site_id,
        vehicle_id,
    from day_reports
    where vehicle_id is not null and site_id is not null
    group by party_code, launch_date, kind_code, site_id, vehicle_id
    qualify row_number() over (
        partition by party_code, launch_date, kind_code, site_id
        order by count(distinct origin_id) desc, count(*) desc, vehicle_id
    ) = 1
),

vehicle_reports as (
    select
        day_reports.* exclude (vehicle_id),
        coalesce(day_reports.vehicle_id, commonest_site_vehicles.vehicle_id, commonest_vehicles.vehicle_id, 'none') as group_vehicle_id,
    from day_reports
    left join commonest_vehicles
        on commonest_vehicles.party_code = day_reports.party_code
        and commonest_vehicles.launch_date = day_reports.launch_date
        and commonest_vehicles.kind_code = day_reports.kind_code  -- n:1; null when nobody names a vehicle
    left join commonest_site_vehicles
        on commonest_site_vehicles.party_code = day_reports.party_code
        and commonest_site_vehicles.launch_date = day_reports.launch_date
        and commonest_site_vehicles.kind_code = day_reports.kind_code
        and commonest_site_vehicles.site_id = day_reports.site_id  -- n:1; null when no vehicle is named together with this site
),

commonest_sites as (
    select
        counted.party_code,
        counted.launch_date,
        counted.kind_code,
        counted.group_vehicle_id,
        counted.site_id,
        sites.latitude_deg,
        sites.longitude_deg,
    from vehicle_reports as counted
    inner join reference.sites as sites
        on sites.site_id = counted.site_id  -- n:1
    group by
        counted.party_code,
        counted.launch_date,
        counted.kind_code,
        counted.group_vehicle_id,
        counted.site_id,
        sites.latitude_deg,
        sites.longitude_deg
    qualify row_number() over (
        partition by counted.party_code, counted.launch_date, counted.kind_code, counted.group_vehicle_id
        order by count(distinct counted.origin_id) desc, count(*) desc, counted.site_id
    ) = 1
),

site_reports as (
    select
        vehicle_reports.* exclude (site_id),
        case
            when vehicle_reports.site_id is null then coalesce(commonest_sites.site_id, 'none')
            when distance_km(sites.latitude_deg, sites.longitude_deg, commonest_sites.latitude_deg, commonest_sites.longitude_deg)
                <= params.near_km then commonest_sites.site_id
            else vehicle_reports.site_id
        end as group_site_id,
    from vehicle_reports
    cross join params
    left join commonest_sites
        on commonest_sites.party_code = vehicle_reports.party_code
        and commonest_sites.launch_date = vehicle_reports.launch_date
        and commonest_sites.kind_code = vehicle_reports.kind_code
        and commonest_sites.group_vehicle_id = vehicle_reports.group_vehicle_id  -- n:1; null when nobody names a site
    left join reference.sites as sites
        on sites.site_id = vehicle_reports.site_id  -- n:1; null when the report names no site
)

select
    article_launch_id,
    article_id,
    origin_id,
    party_code,
    launch_date,
    kind_code,
    group_vehicle_id,
    group_site_id,
    launch_time_local_text,
    told_payload_id,
    outcome_code,
    evidence_char_start,
from site_reports
