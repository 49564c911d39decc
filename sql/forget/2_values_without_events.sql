-- So do the values of such events.
delete from modeled.launch_event_values as held
where not exists (
    select 1
    from modeled.launch_events as events
    where events.launch_event_id = held.launch_event_id
)
