-- One row per launch site that an event or an article names.
-- Grain: site_id
-- Reads: modeled.sites, marts.site_activities

select
    sites.site_id,
    sites.site_name,
    sites.country_code,
    sites.latitude_deg,
    sites.longitude_deg,
    sites.position_error_deg,
    sites.gcat_site_code,
    sites.is_listed,
    sites.article_count,
    coalesce(activities.flown_count, 0) as flown_count,
    coalesce(activities.planned_count, 0) as planned_count,
    coalesce(activities.success_count, 0) as success_count,
    coalesce(activities.failure_count, 0) as failure_count,
    coalesce(activities.disputed_count, 0) as disputed_count,
    activities.last_known_at,
from modeled.sites as sites
inner join marts.site_activities as activities
    on activities.site_id = sites.site_id  -- 1:1; sites without an event have no page
order by sites.site_name, sites.site_id
