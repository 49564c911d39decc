-- One row per report that fixes no single day, or tells of a plan, with the days on which its launch may have flown.
-- Grain: article_launch_id
-- Reads: modeled._launch_reports
-- A plan may slip out of its window by a day or two. A report without any date is looked for near its publication; without a listed
-- vehicle or payload only when it is what its article is about, and with one that its article tells of on a known day, not at all: that is
-- the flight, told again.

with params as (
    select
        2 as slip_days,  -- of the ten North Korean orbital attempts, two flew outside the announced days, by one day each
        14 as plan_horizon_days,  -- a plan without any day that is news is about the next two weeks, and what is put off flies within them
        30 as news_horizon_days,  -- news is about what is recent
        366 as background_horizon_days,
        1100 as longest_window_days,  -- three years: anything wider tells no event from another
),

called_off as (
    select distinct reports.article_launch_id
    from modeled._launch_reports as reports
    inner join modeled._launch_reports as others
        on others.party_code = reports.party_code
        and others.vehicle_id = reports.vehicle_id
        and others.status_code = 'called_off'
        and others.is_possible
        and others.launch_date_min <= reports.launch_date_max
        and reports.launch_date_min <= others.launch_date_max  -- n:m; attempts of the vehicle that were called off on such days
    where reports.is_planned
    union
    select article_launch_id from modeled._launch_reports where status_code = 'called_off'
),

flights_of_days as (
    select distinct
        article_id,
        vehicle_id,
    from modeled._launch_reports
    where not is_planned and launch_date_min = launch_date_max and vehicle_id is not null
),

windows as (
    select
        reports.*,
        called_off.article_launch_id is not null as is_called_off,
        case
            when reports.launch_date_min is not null and reports.is_planned then reports.launch_date_min - params.slip_days
            when reports.launch_date_min is not null then reports.launch_date_min
            when reports.is_planned then reports.published_date_min  -- what flew the day before is no longer planned
            when flights_of_days.article_id is not null and not reports.is_focus then null
            when reports.vehicle_id is not null or reports.payload_id is not null
                then reports.published_date_min - params.background_horizon_days
            when reports.is_focus then reports.published_date_min - params.news_horizon_days
        end as window_date_min,
        case
            when reports.launch_date_max is not null and called_off.article_launch_id is not null
                then reports.launch_date_max + params.plan_horizon_days
            when reports.launch_date_max is not null and reports.is_planned then reports.launch_date_max + params.slip_days
            when reports.launch_date_max is not null then reports.launch_date_max
            when reports.is_planned then reports.published_date_max + params.plan_horizon_days
            when reports.vehicle_id is not null or reports.payload_id is not null or reports.is_focus then reports.published_date_max
        end as window_date_max,
        params.longest_window_days,
    from modeled._launch_reports as reports
    cross join params
    left join called_off
        on called_off.article_launch_id = reports.article_launch_id  -- 1:1; null when nobody says that the attempt was called off
    left join flights_of_days
        on flights_of_days.article_id = reports.article_id
        and flights_of_days.vehicle_id = reports.vehicle_id  -- n:1; null when its article tells of no day on which the vehicle flew
    where reports.is_possible
        and (
            reports.is_planned
            or reports.launch_date_min is distinct from reports.launch_date_max
            or reports.launch_date_min is null
        )
)

select
    article_launch_id,
    article_id,
    party_code,
    status_code,
    is_planned,
    is_called_off,
    launch_class_code,
    vehicle_id,
    vehicle_class_code,
    site_id,
    payload_id,
    outcome_code,
    is_focus,
    outlet_timezone_name,
    -- midnight comes later to an outlet west of the site, whose day is then that before
    coalesce(sign(date_diff(
        'minute',
        timezone(outlet_timezone_name, published_date_min::timestamp),
        timezone(launch_timezone_name, published_date_min::timestamp)
    )), 0)::integer as outlet_day_shift,
    published_date_min,
    published_date_max,
    launch_date_min,
    launch_date_max,
    day_count,
    window_date_min::date as window_date_min,
    window_date_max::date as window_date_max,
from windows
where day_count(window_date_min::date, window_date_max::date) between 1 and longest_window_days
