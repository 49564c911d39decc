-- One row per pair of listed sites that may be one place told by two names: a town and its airfield, two pads of one range.
-- Grain: site_id, near_site_id
-- Reads: reference.sites
-- Each site is near itself.

with params as (
    select 60 as near_km,
)

select
    sites.site_id,
    others.site_id as near_site_id,
from reference.sites as sites
cross join params
inner join reference.sites as others
    on others.site_id = sites.site_id
    or distance_km(sites.latitude_deg, sites.longitude_deg, others.latitude_deg, others.longitude_deg) <= params.near_km  -- n:m; few
