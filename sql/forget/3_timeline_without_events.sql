-- And their lines in the timeline.
delete from marts.launch_timeline as lines
where not exists (
    select 1
    from modeled.launch_events as events
    where events.launch_event_id = lines.launch_event_id
)
