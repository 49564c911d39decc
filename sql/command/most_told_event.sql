-- The launch event that most independent origins tell of: one row, or none.
-- Reads: modeled.launch_events
-- Ties go to the latest launch, then to the id, so that two runs over the same input agree.

select launch_event_id
from modeled.launch_events
order by origin_count desc, article_count desc, launch_date_max desc nulls last, launch_event_id
limit 1
