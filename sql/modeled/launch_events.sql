-- One row per launch event: one flight attempt, or one planned or suspected one, as all articles together leave it.
-- Grain: launch_event_id
-- Reads: modeled._event_days, modeled._event_reports, modeled.launch_event_values, modeled.sites, modeled.vehicles,
--        modeled.payloads, reference.countries, reference.site_zones
-- Each value is the one of `launch_event_values`, where the rule that chose it stands. The instant is given only where one time zone is
-- certain: the site's own, or that of a country that has just one.

with counts as (
    select
        launch_event_id,
        case when count(distinct country_code) = 1 then min(country_code) end as country_code,
        count(distinct article_id)::integer as article_count,
        count(distinct origin_id)::integer as origin_count,
        min(known_at) as first_known_at,
        max(known_at) as last_known_at,
        arg_min(article_id, (known_at, article_id)) as first_article_id,
    from modeled._event_reports
    group by launch_event_id
),

property_values as (
    select
        launch_event_id,
        max(value_text) filter (where property_code = 'launch_class') as launch_class_code,
        max(support_code) filter (where property_code = 'launch_class') as launch_class_support_code,
        max(value_text) filter (where property_code = 'outcome') as outcome_code,
        max(support_code) filter (where property_code = 'outcome') as outcome_support_code,
        max(value_text) filter (where property_code = 'launch_time') as launch_time_local_text,
        max(value_text) filter (where property_code = 'site') as site_id,
        max(value_text) filter (where property_code = 'vehicle') as vehicle_id,
        max(value_text) filter (where property_code = 'payload') as payload_id,
        max(value_text) filter (where property_code = 'launched_count') as launched_count_text,
    from modeled.launch_event_values
    group by launch_event_id
),

zones as (
    select
        sites.site_id,
        coalesce(site_zones.timezone_name, countries.timezone_name) as timezone_name,
    from modeled.sites as sites
    left join reference.site_zones as site_zones
        on site_zones.site_id = sites.site_id  -- 1:1; null when the country's zone holds for the site
    left join reference.countries as countries
        on countries.country_code = sites.country_code and countries.has_one_zone  -- n:1; null when the country has several
)

select
    days.launch_event_id,
    days.status_code,
    coalesce(property_values.launch_class_code, 'unknown') as launch_class_code,
    property_values.launch_class_support_code,
    counts.country_code,
    days.launch_date_min,
    days.launch_date_max,
    days.launch_date_precision_code,
    property_values.launch_time_local_text,
    case
        when days.launch_date_precision_code = 'day' then timezone(
            coalesce(zones.timezone_name, countries.timezone_name),
            days.launch_date_min + property_values.launch_time_local_text::time
        )
    end as launched_at,
    property_values.site_id,
    sites.site_name,
    property_values.vehicle_id,
    vehicles.vehicle_name,
    property_values.payload_id,
    payloads.payload_name,
    property_values.launched_count_text::integer as launched_count,
    case when days.status_code = 'occurred' then coalesce(property_values.outcome_code, 'unknown') end as outcome_code,
    case when days.status_code = 'occurred' then property_values.outcome_support_code end as outcome_support_code,
    counts.first_known_at,
    counts.last_known_at,
    counts.first_article_id,
    counts.article_count,
    counts.origin_count,
from modeled._event_days as days
inner join counts
    on counts.launch_event_id = days.launch_event_id  -- 1:1
left join property_values
    on property_values.launch_event_id = days.launch_event_id  -- 1:1; null when reports give nothing but days
left join modeled.sites as sites
    on sites.site_id = property_values.site_id  -- n:1; null when no report names a site
left join modeled.vehicles as vehicles
    on vehicles.vehicle_id = property_values.vehicle_id  -- n:1; null when no report names a vehicle
left join modeled.payloads as payloads
    on payloads.payload_id = property_values.payload_id  -- n:1; null when no report names a payload
left join zones
    on zones.site_id = property_values.site_id  -- n:1; null when no report names a site
left join reference.countries as countries
    on countries.country_code = counts.country_code and countries.has_one_zone  -- n:1; null when the country has several zones
