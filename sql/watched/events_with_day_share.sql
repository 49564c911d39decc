-- Share of launch events whose day is known.
select avg((launch_date_min is not null and launch_date_min = launch_date_max)::integer)
from modeled.launch_events
having count(*) > 0
