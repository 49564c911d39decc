-- An event holds the values that were chosen for it, and no other.
-- Table: modeled.launch_events
-- Severity: critical
with held_values as (
    select launch_event_id, 'launch_class' as property_code, nullif(launch_class_code, 'unknown') as value_text from modeled.launch_events
    union all
    select launch_event_id, 'launch_time' as property_code, launch_time_local_text as value_text from modeled.launch_events
    union all
    select launch_event_id, 'site' as property_code, site_id as value_text from modeled.launch_events
    union all
    select launch_event_id, 'vehicle' as property_code, vehicle_id as value_text from modeled.launch_events
    union all
    select launch_event_id, 'payload' as property_code, payload_id as value_text from modeled.launch_events
    union all
    select launch_event_id, 'outcome' as property_code, nullif(outcome_code, 'unknown') as value_text
    from modeled.launch_events
    where status_code = 'occurred'
)

select
    held_values.launch_event_id,
    held_values.property_code,
    held_values.value_text,
    chosen.value_text as chosen_value_text,
from held_values
left join modeled.launch_event_values as chosen
    on chosen.launch_event_id = held_values.launch_event_id
    and chosen.property_code = held_values.property_code  -- 1:1; null when no report gives the property
where held_values.value_text is distinct from chosen.value_text
