-- One row per report of an alert about some launch events.
-- Grain: reaction_id
-- Reads: modeled.alerts, modeled.actors
-- $ids: the events.

select
    alerts.launch_event_id,
    alerts.reaction_id as evidence_id,
    alerts.actor_id,
    actors.actor_name,
    alerts.country_code,
    alerts.alert_step_code,
    alerts.system_names,
    alerts.area_names,
    alerts.clock_time_texts,
    alerts.article_id,
    alerts.known_at,
    alerts.char_start,
    alerts.char_end,
    alerts.evidence_text,
from modeled.alerts as alerts
inner join modeled.actors as actors
    on actors.actor_id = alerts.actor_id  -- n:1
where alerts.launch_event_id in (select unnest($ids))
order by alerts.launch_event_id, alerts.known_at, alerts.article_id, alerts.char_start, alerts.reaction_id
