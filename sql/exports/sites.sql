-- Launch sites with their positions: one row a site.
-- Reads: modeled.sites

select
    site_id,
    site_name,
    country_code,
    latitude_deg,
    longitude_deg,
    position_error_deg,
    gcat_site_code,
    is_listed,
    article_count,
from modeled.sites
order by site_id
