-- The values that head a launch event, with what speaks for them and what stands against: one row a property.
-- Reads: modeled.launch_event_values, modeled.launch_events, marts.disputed_values
-- Parameter: the id of the event. Names are given where a value is the id of a thing.

with other_values as (
    select
        property_code,
        list(claimed_value_text order by origin_count desc, claimed_value_text) as other_value_texts,
    from marts.disputed_values
    where launch_event_id = $id
        and not is_headline
    group by property_code
)

select
    headline_values.property_code,
    case headline_values.property_code
        when 'site' then launch_events.site_name
        when 'vehicle' then launch_events.vehicle_name
        when 'payload' then launch_events.payload_name
        else headline_values.value_text
    end as value_text,
    headline_values.support_code,
    headline_values.origin_count,
    other_values.other_value_texts,
from modeled.launch_event_values as headline_values
inner join modeled.launch_events as launch_events
    on launch_events.launch_event_id = headline_values.launch_event_id  -- n:1
left join other_values
    on other_values.property_code = headline_values.property_code  -- 1:1; null where nobody differs
where headline_values.launch_event_id = $id
order by headline_values.property_code
