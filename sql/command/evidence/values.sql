-- Its values, each with the rule that picked it.
-- Reads: modeled.launch_event_values

select *
from modeled.launch_event_values
where launch_event_id = $id
order by all
