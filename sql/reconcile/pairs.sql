-- One row per record of a catalog and launch event that may be the same launch, with the points that speak for it.
-- Grain: catalog_code, record_id, launch_event_id
-- Reads: catalog_launches, modeled.launch_events, modeled._near_sites
-- Catalogs mix the day at the site with the day in Greenwich, so a day apart is allowed and weighs less; then something else must agree.
-- Rockets of other names that rose on one day, or of other sites where no name is shared, are two launches, unless payload or time agree;
-- missiles have too many names for that.
-- A satellite and a missile are told apart, unless neither side has any other launch of those days: then they may be one launch misnamed.

with params as (
    select
        15 as same_minutes,
        725 as halfday_minutes,  -- a clock of twelve hours read as one of 24 is 720 minutes out, give or take what reports differ
        6 as needed_points,
        3 as vague_day_count,  -- an event of two or three days is matched by these days alone
),

events as (
    select
        launch_events.*,
        timezone('UTC', launch_events.launched_at)::date as utc_date,
        launch_events.launch_date_min = launch_events.launch_date_max as is_one_day,
    from modeled.launch_events as launch_events
    cross join params
    where launch_events.status_code = 'occurred'
        and day_count(launch_events.launch_date_min, launch_events.launch_date_max) <= params.vague_day_count
        and launch_events.country_code is not null
),

near_pairs as (
    select
        records.catalog_code,
        records.record_id,
        events.launch_event_id,
        abs(date_diff('minute', events.launched_at, records.launched_at)) as minutes_apart,
        (events.launch_date_min <= records.date_max and events.launch_date_max >= records.date_min)
            or coalesce(events.utc_date between records.date_min and records.date_max, false)
            or coalesce(records.local_date between events.launch_date_min and events.launch_date_max, false) as is_same_day,
        events.is_one_day,
        records.launch_class_code,
        events.launch_class_code as event_class_code,
        records.vehicle_id,
        events.vehicle_id as event_vehicle_id,
        records.site_id,
        events.site_id as event_site_id,
        records.payload_id,
        events.payload_id as event_payload_id,
        records.outcome_code,
        events.outcome_code as event_outcome_code,
        events.origin_count,
        near_sites.site_id is null and records.site_id is not null and events.site_id is not null as is_other_site,
        count(*) over (partition by records.catalog_code, records.record_id) as event_count,
        count(*) over (partition by records.catalog_code, events.launch_event_id) as record_count,
    from catalog_launches as records
    inner join events
        on events.country_code = records.country_code
        and events.launch_date_min <= records.date_max + 1
        and events.launch_date_max >= records.date_min - 1  -- n:m
    left join modeled._near_sites as near_sites
        on near_sites.site_id = records.site_id
        and near_sites.near_site_id = events.site_id  -- n:1; null when one of them names no listed site, or they lie apart
    where day_count(records.date_min, records.date_max) <= 31 and (events.is_one_day or is_same_day)
),

scored as (
    select
        near_pairs.*,
        case when is_same_day and is_one_day then 4 when is_same_day then 2 else 1 end
        + case
            when minutes_apart <= params.same_minutes then 4
            when minutes_apart <= params.halfday_minutes then 1
            else 0
        end
        + case
            when launch_class_code = event_class_code then 2
            when 'unknown' in (launch_class_code, event_class_code) then 1
            else -2
        end
        + case when is_one_thing(vehicle_id, event_vehicle_id) then 3 when not is_one_thing(vehicle_id, event_vehicle_id) then -1 else 0 end
        + case when site_id = event_site_id then 2 when site_id <> event_site_id then -1 else 0 end
        + case when is_one_thing(payload_id, event_payload_id) then 2 else 0 end
        + case when outcome_code = event_outcome_code then 1 else 0 end as score_points,
        coalesce(
            launch_class_code = 'space' and event_class_code = 'space'
            and not is_one_thing(vehicle_id, event_vehicle_id)
            and coalesce(minutes_apart > params.same_minutes, true)
            and coalesce(not is_one_thing(payload_id, event_payload_id), true), false
        ) as has_other_rocket,
        launch_class_code = 'space'
        and event_class_code = 'space'
        and is_other_site
        and vehicle_id is distinct from event_vehicle_id
        and coalesce(not is_one_thing(payload_id, event_payload_id), true)
        and coalesce(minutes_apart > params.same_minutes, true) as has_other_place,
        params.needed_points,
    from near_pairs
    cross join params
)

select
    catalog_code,
    record_id,
    launch_event_id,
    is_same_day,
    minutes_apart,
    score_points::integer as score_points,
    row_number() over (
        partition by catalog_code, record_id
        order by score_points desc, minutes_apart nulls last, origin_count desc, launch_event_id
    )::integer as record_rank,
from scored
where not has_other_place
    and (
        (score_points >= needed_points and not has_other_rocket)
        or (
            is_same_day and not has_other_rocket
            and (launch_class_code = event_class_code or 'unknown' in (launch_class_code, event_class_code))
        )
        or (event_count = 1 and record_count = 1 and (
            launch_class_code = event_class_code
            -- no catalog of launches into orbit takes a sounding rocket for one
            or (event_class_code <> 'sounding' and is_same_day and coalesce(is_one_thing(vehicle_id, event_vehicle_id), true))
        ))
    )
