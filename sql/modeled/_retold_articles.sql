-- One row per article that has changed since the release before, or tells of an event that has.
-- Grain: article_id
-- Reads: modeled._changed_articles, modeled._changed_events, modeled.launch_event_mentions, history.launch_event_mentions
-- What an article tells of events is made anew for these articles, and kept for others (`anew_for` of a contract).

select article_id from modeled._changed_articles
union
select article_id from modeled.launch_event_mentions where launch_event_id in (select launch_event_id from modeled._changed_events)
union
select article_id from history.launch_event_mentions where launch_event_id in (select launch_event_id from modeled._changed_events)
