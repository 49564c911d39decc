-- One row per pair of values of one property of a launch event that cannot both be right, once in either order.
-- Grain: launch_event_id, property_code, value_text, other_value_text
-- Reads: modeled.launch_event_claims, reference.vehicles, reference.payloads, reference.sites
-- A less precise name ("unha", "unha-3") does not differ from a more precise one, nor does a name that no list holds, which may be another
-- spelling, nor a clock time a few minutes off.

with params as (
    select 5 as same_minutes,  -- official times of one launch differ by as much
),

given_values as (
    select distinct
        launch_event_id,
        property_code,
        claimed_value_text,
    from modeled.launch_event_claims
),

comparable_values as (
    select given_values.*
    from given_values
    left join reference.vehicles as vehicles
        on vehicles.vehicle_id = given_values.claimed_value_text and given_values.property_code = 'vehicle'  -- n:1; null when not listed
    left join reference.payloads as payloads
        on payloads.payload_id = given_values.claimed_value_text and given_values.property_code = 'payload'  -- n:1; null when not listed
    left join reference.sites as sites
        on sites.site_id = given_values.claimed_value_text and given_values.property_code = 'site'  -- n:1; null when not listed
    where given_values.property_code not in ('vehicle', 'payload', 'site')
        or coalesce(vehicles.vehicle_id, payloads.payload_id, sites.site_id) is not null
)

select
    one.launch_event_id,
    one.property_code,
    one.claimed_value_text as value_text,
    other.claimed_value_text as other_value_text,
from comparable_values as one
cross join params
inner join comparable_values as other
    on other.launch_event_id = one.launch_event_id
    and other.property_code = one.property_code
    and other.claimed_value_text <> one.claimed_value_text  -- n:m; few values each
where case
    when one.property_code = 'launch_time'
        then abs(date_diff('minute', one.claimed_value_text::time, other.claimed_value_text::time)) > params.same_minutes
    when one.property_code in ('vehicle', 'payload')
        then not is_one_thing(one.claimed_value_text, other.claimed_value_text)
    else true
end
