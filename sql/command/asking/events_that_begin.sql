-- Launch events whose id begins with some characters, and ids that earlier releases held: one row an id, twenty at most.
-- Reads: modeled.launch_events, modeled.launch_event_redirects, modeled.launch_event_tombstones
-- Parameter: how the id begins.

with held_ids as (
    select launch_event_id
    from modeled.launch_events
    union
    select launch_event_id
    from modeled.launch_event_redirects
    union
    select launch_event_id
    from modeled.launch_event_tombstones
)

select launch_event_id
from held_ids
where starts_with(launch_event_id, $beginning)
order by launch_event_id
limit 20
