-- What became of a launch event that an earlier release held: one row for each event that it leads to, or one that says why it left.
-- Reads: modeled.launch_event_redirects, modeled.launch_event_tombstones
-- Parameter: the id of the event.

select
    reason_code,
    release_number,
    current_launch_event_id,
from modeled.launch_event_redirects
where launch_event_id = $1
union all
select
    reason_code,
    release_number,
    null as current_launch_event_id,
from modeled.launch_event_tombstones
where launch_event_id = $1
order by release_number, reason_code, current_launch_event_id
