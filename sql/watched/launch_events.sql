-- Launch events that were resolved.
select count(*) from modeled.launch_events
