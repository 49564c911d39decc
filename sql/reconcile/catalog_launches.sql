-- One row per record of a catalog, its words mapped to the codes and ids of the warehouse; what cannot be mapped stays null.
-- Grain: catalog_code, record_id
-- Reads: catalog_records, reference.catalog_codes, reference.vehicles, reference.vehicle_names, reference.payloads,
--        reference.payload_names, reference.sites, reference.site_names, reference.countries, reference.site_zones
-- Names are joined whole, never by likeness: Hwasong-11Da of one catalog is no Hwasong-11D of another.

with vehicle_forms as (
    select fold_name(form_text) as form_key, vehicle_id from reference.vehicle_names
    union
    select fold_name(vehicle_name) as form_key, vehicle_id from reference.vehicles
    union
    select fold_name(vehicle_id) as form_key, vehicle_id from reference.vehicles
),

payload_forms as (
    select fold_name(form_text) as form_key, payload_id from reference.payload_names
    union
    select fold_name(payload_name) as form_key, payload_id from reference.payloads
),

site_forms as (
    select fold_name(form_text) as form_key, site_id from reference.site_names
    union
    select fold_name(site_name) as form_key, site_id from reference.sites
    union
    select fold_name(site_id) as form_key, site_id from reference.sites
    union
    select fold_name(gcat_site_code) as form_key, site_id from reference.sites where gcat_site_code is not null
),

names as (
    select 'vehicle' as field_code, form_key, min(vehicle_id) as entity_id from vehicle_forms group by form_key having count(*) = 1
    union all
    select 'payload' as field_code, form_key, min(payload_id) as entity_id from payload_forms group by form_key having count(*) = 1
    union all
    select 'site' as field_code, form_key, min(site_id) as entity_id from site_forms group by form_key having count(*) = 1
),

mapped as (
    select
        records.*,
        countries.meaning_code as country_code,
        coalesce(classes.meaning_code, 'unknown') as launch_class_code,
        outcomes.meaning_code as outcome_code,
        coalesce(site_codes.meaning_code, sites.entity_id) as site_id,
        coalesce(vehicle_codes.meaning_code, vehicles.entity_id) as vehicle_id,
        payloads.entity_id as payload_id,
    from catalog_records as records
    left join reference.catalog_codes as countries
        on countries.catalog_code = records.catalog_code
        and countries.field_code = 'country'
        and countries.term_text = records.country_text  -- n:1; null when the code is not known
    left join reference.catalog_codes as classes
        on classes.catalog_code = records.catalog_code
        and classes.field_code = 'class'
        and classes.term_text = records.class_text  -- n:1; null when the catalog leaves it open
    left join reference.catalog_codes as outcomes
        on outcomes.catalog_code = records.catalog_code
        and outcomes.field_code = 'outcome'
        and outcomes.term_text = records.outcome_text  -- n:1; null when the catalog leaves it open
    left join reference.catalog_codes as site_codes
        on site_codes.catalog_code = records.catalog_code
        and site_codes.field_code = 'site'
        and site_codes.term_text = records.site_text  -- n:1; null when its own name tells
    left join reference.catalog_codes as vehicle_codes
        on vehicle_codes.catalog_code = records.catalog_code
        and vehicle_codes.field_code = 'vehicle'
        and vehicle_codes.term_text = records.vehicle_text  -- n:1; null when its own name tells
    left join names as vehicles
        on vehicles.field_code = 'vehicle' and vehicles.form_key = fold_name(records.vehicle_text)  -- n:1; null when no list holds it
    left join names as payloads
        on payloads.field_code = 'payload' and payloads.form_key = fold_name(records.payload_text)  -- n:1; null when no list holds it
    left join names as sites
        on sites.field_code = 'site' and sites.form_key = fold_name(records.site_text)  -- n:1; null when no list holds it
)

select
    mapped.catalog_code,
    mapped.record_id,
    mapped.place_number,
    mapped.country_code,
    mapped.launch_class_code,
    mapped.date_min,
    mapped.date_max,
    mapped.day_basis_code,
    mapped.launched_at,
    timezone(coalesce(site_zones.timezone_name, zones.timezone_name), mapped.launched_at)::date as local_date,
    mapped.site_id,
    mapped.vehicle_id,
    mapped.payload_id,
    mapped.outcome_code,
    mapped.launched_count,
    mapped.url_text,
    mapped.record_text,
from mapped
left join reference.site_zones as site_zones
    on site_zones.site_id = mapped.site_id  -- n:1; null when the country's zone holds for the site
left join reference.countries as zones
    on zones.country_code = mapped.country_code and zones.has_one_zone  -- n:1; null when the country has several
