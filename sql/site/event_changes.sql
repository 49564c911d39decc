-- One row per change of some launch events from one release to the next.
-- Grain: change_id
-- Reads: modeled.changes
-- $ids: the events.

select
    row_id as launch_event_id,
    change_code,
    field_code,
    old_value_text,
    new_value_text,
    cause_code,
    cause_id,
    release_number,
    recorded_at,
from modeled.changes
where table_code = 'launch_events' and row_id in (select unnest($ids))
order by row_id, release_number, field_code nulls first, change_id
