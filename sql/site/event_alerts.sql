-- One row per step of an alert or notice, as one article tells it, about some launch events, with its first clock time.
-- Grain: alert_id
-- Reads: modeled.alerts, modeled.actors, marts.alert_times
-- $ids: the events.

select
    alerts.launch_event_id,
    alerts.alert_id as evidence_id,
    alerts.actor_id,
    actors.actor_name,
    alerts.country_code,
    alerts.alert_kind_code,
    alerts.alert_step_code,
    alerts.error_code,
    alerts.alert_system_name,
    alerts.area_names,
    alerts.clock_time_texts,
    times.minutes_after_launch,
    times.minutes_before_overflight,
    times.minutes_before_landing,
    times.window_date_min,
    times.window_date_max,
    times.revision_code,
    alerts.article_id,
    alerts.known_at,
    alerts.char_start,
    alerts.char_end,
    alerts.evidence_text,
from modeled.alerts as alerts
inner join marts.alert_times as times
    on times.alert_id = alerts.alert_id and times.time_number = 1  -- 1:1
left join modeled.actors as actors
    on actors.actor_id = alerts.actor_id  -- n:1; null when nobody is named
where alerts.launch_event_id in (select unnest($ids))
order by alerts.launch_event_id, alerts.known_at, alerts.article_id, alerts.char_start, alerts.alert_id
