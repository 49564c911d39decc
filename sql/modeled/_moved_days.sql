-- One row per report that gives the day of its outlet's own time zone for a launch of a named vehicle, with the day at the site.
-- Grain: article_launch_id
-- Reads: modeled._launch_reports, modeled._report_days
-- Another report gives the local time for the same vehicle a day before or after, and at that instant it was the told day where the
-- outlet is. Moved before reports are grouped, or it would lend its vehicle to whatever else flew on the day it gives. It stays where it
-- is when its article tells of both days, or when somebody for whom the days do not differ gives its day too.

with day_reports as (
    select
        reports.article_launch_id,
        reports.article_id,
        reports.party_code,
        reports.vehicle_id,
        reports.launch_date_min as launch_date,
        reports.outlet_timezone_name,
        timezone(reports.launch_timezone_name, reports.launch_date_min + reports.launch_time_local_text::time) as launched_at,
    from modeled._launch_reports as reports
    semi join modeled._report_days as days
        on days.party_code = reports.party_code
        and days.told_date = reports.launch_date_min
        and days.is_anew
    where not reports.is_planned
        and reports.is_possible
        and reports.launch_date_min = reports.launch_date_max
        and reports.vehicle_id is not null
),

instants as (
    select distinct
        party_code,
        vehicle_id,
        launch_date,
        launched_at,
        launch_date + unnest([-1, 1]) as neighbour_date,
    from day_reports
    where launched_at is not null
),

moves as (
    select
        untimed.article_launch_id,
        untimed.article_id,
        untimed.party_code,
        untimed.vehicle_id,
        untimed.launch_date as told_date,
        instants.launch_date,
        instants.launched_at,
    from day_reports as untimed
    inner join instants
        on instants.party_code = untimed.party_code
        and instants.vehicle_id = untimed.vehicle_id
        and instants.neighbour_date = untimed.launch_date  -- n:m; launches of the vehicle on neighbouring days
    where untimed.launched_at is null
        and timezone(untimed.outlet_timezone_name, instants.launched_at)::date = untimed.launch_date
),

local_zones as (
    select distinct
        party_code,
        vehicle_id,
        launch_date,
        launched_at is not null as is_timed,
        outlet_timezone_name,
    from day_reports
)

select
    moves.article_launch_id,
    moves.launch_date,
from moves
anti join day_reports as told_apart
    on told_apart.article_id = moves.article_id
    and told_apart.vehicle_id = moves.vehicle_id
    and told_apart.launch_date = moves.launch_date
anti join local_zones
    on local_zones.party_code = moves.party_code
    and local_zones.vehicle_id = moves.vehicle_id
    and local_zones.launch_date = moves.told_date
    and (
        local_zones.is_timed
        or timezone(local_zones.outlet_timezone_name, moves.launched_at)::date is distinct from moves.told_date
    )
qualify row_number() over (partition by moves.article_launch_id order by moves.launch_date) = 1
