-- The values that headed the properties of launch events at an instant, from what had been published by then.
-- Which reports make an event is taken as it is known today; launchwire sql --as-of resolves events anew as well.
create or replace macro launch_values_as_of(instant) as table
    select
        launch_event_id,
        property_code,
        value_text,
        known_from_at,
    from modeled.launch_event_value_versions
    where known_from_at <= instant::timestamptz
        and (known_to_at is null or known_to_at > instant::timestamptz);
