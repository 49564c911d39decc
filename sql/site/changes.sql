-- One row per launch event that the newest release added, changed or removed.
-- Grain: change_id
-- Reads: modeled.changes, history.refreshes

select
    changes.row_id as launch_event_id,
    changes.change_code,
    changes.field_code,
    changes.old_value_text,
    changes.new_value_text,
    changes.cause_code,
from modeled.changes as changes
where
    changes.table_code = 'launch_events'
    and changes.release_number = (select max(release_number) from history.refreshes)
order by changes.change_code, changes.row_id, changes.field_code nulls first, changes.change_id
