-- One row per launch site from which an event flew or was to fly, with counts and its last activity.
-- Grain: site_id
-- Reads: modeled.launch_events, modeled.sites
-- Counts are of events for which reports name the site; launches whose site nobody names are in no row.

select
    sites.site_id,
    sites.site_name,
    sites.country_code,
    sites.is_listed,
    count(*) filter (where events.status_code = 'occurred')::integer as flown_count,
    count(*) filter (where events.status_code <> 'occurred')::integer as planned_count,
    count(*) filter (where events.outcome_code = 'success')::integer as success_count,
    count(*) filter (where events.outcome_code = 'failure')::integer as failure_count,
    count(*) filter (where events.outcome_code = 'disputed')::integer as disputed_count,
    min(events.launch_date_min) filter (where events.status_code = 'occurred') as first_flown_date,
    max(events.launch_date_max) filter (where events.status_code = 'occurred') as last_flown_date,
    max(events.last_known_at) as last_known_at,
from modeled.launch_events as events
inner join modeled.sites as sites
    on sites.site_id = events.site_id  -- n:1
group by sites.site_id, sites.site_name, sites.country_code, sites.is_listed
