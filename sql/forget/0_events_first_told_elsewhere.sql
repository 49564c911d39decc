-- An event that other reports are left of was first told by the earliest of these.
update modeled.launch_events as events
set first_article_id = (
    select arg_min(mentions.article_id, (mentions.known_at, mentions.article_id))
    from modeled.launch_event_mentions as mentions
    where mentions.launch_event_id = events.launch_event_id
)
where events.first_article_id in (select gone.article_id from gone)
