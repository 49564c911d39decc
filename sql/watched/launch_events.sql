-- Launch events that were resolved: how many, and the share whose day and whose vehicle is known.
select
    count(*) as launch_events,
    avg((launch_date_min is not null and launch_date_min = launch_date_max)::integer) as events_with_day_share,
    avg((vehicle_id is not null)::integer) as events_with_vehicle_share,
from modeled.launch_events
