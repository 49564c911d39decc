-- One row per site, vehicle or payload: the name under which an event's value shows.
-- Grain: property_code, value_text
-- Reads: modeled.sites, modeled.vehicles, modeled.payloads

select
    'site' as property_code,
    site_id as value_text,
    site_name as value_name,
from modeled.sites
union all
select
    'vehicle',
    vehicle_id,
    vehicle_name,
from modeled.vehicles
union all
select
    'payload',
    payload_id,
    payload_name,
from modeled.payloads
order by property_code, value_text
