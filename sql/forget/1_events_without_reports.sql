-- Launch events that no report is left of go, too.
delete from modeled.launch_events as events
where not exists (
    select 1
    from modeled.launch_event_mentions as mentions
    where mentions.launch_event_id = events.launch_event_id
)
