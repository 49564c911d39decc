-- One row per launch site: those of the reference list, and those that articles name and the list lacks.
-- Grain: site_id
-- Reads: reference.sites, extracted.article_launches
-- An unlisted site has the name as written for its id; its country is the one that launched from it, where articles agree.

with named_sites as (
    select
        site_id,
        case when count(distinct country_code) = 1 then min(country_code) end as launching_country_code,
        count(distinct article_id)::integer as article_count,
    from extracted.article_launches
    where site_id is not null
    group by site_id
),

listed_sites as (
    select
        sites.site_id,
        sites.site_name,
        sites.country_code,
        sites.latitude_deg,
        sites.longitude_deg,
        sites.position_error_deg,
        sites.gcat_site_code,
        true as is_listed,
        coalesce(named_sites.article_count, 0) as article_count,
    from reference.sites as sites
    left join named_sites
        on named_sites.site_id = sites.site_id  -- 1:1; null when no article names it
),

unlisted_sites as (
    select
        named_sites.site_id,
        named_sites.site_id as site_name,
        named_sites.launching_country_code as country_code,
        null::double as latitude_deg,
        null::double as longitude_deg,
        null::double as position_error_deg,
        null::varchar as gcat_site_code,
        false as is_listed,
        named_sites.article_count,
    from named_sites
    anti join reference.sites as sites
        on sites.site_id = named_sites.site_id
)

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
from listed_sites
union all
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
from unlisted_sites
