-- Share of launch events whose vehicle is known.
select avg((vehicle_id is not null)::integer)
from modeled.launch_events
having count(*) > 0
