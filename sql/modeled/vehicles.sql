-- One row per rocket or missile: those of the reference list, and those that articles name and the list lacks.
-- Grain: vehicle_id
-- Reads: reference.vehicles, modeled._named_vehicles, extracted.article_launches
-- An unlisted vehicle bears the form that most articles use; its country is the one that launched it, where articles agree.

with named_counts as (
    select
        named.vehicle_id,
        named.vehicle_text,
        named.is_listed,
        named.launching_country_code,
        count(distinct article_launches.article_id) as article_count,
    from extracted.article_launches as article_launches
    inner join modeled._named_vehicles as named
        on named.vehicle_text = article_launches.vehicle_name  -- n:1
    group by named.vehicle_id, named.vehicle_text, named.is_listed, named.launching_country_code
),

unlisted_vehicles as (
    select
        vehicle_id,
        vehicle_text,
        launching_country_code,
    from named_counts
    where not is_listed
    qualify row_number() over (partition by vehicle_id order by article_count desc, vehicle_text) = 1
),

all_vehicles as (
    select vehicle_id, vehicle_name, country_code, launch_class_code, true as is_listed
    from reference.vehicles
    union all
    select
        vehicle_id,
        vehicle_text as vehicle_name,
        launching_country_code as country_code,
        'unknown' as launch_class_code,
        false as is_listed,
    from unlisted_vehicles
),

article_counts as (
    select
        vehicle_id,
        sum(article_count)::integer as article_count,
    from named_counts
    group by vehicle_id
)

select
    all_vehicles.vehicle_id,
    all_vehicles.vehicle_name,
    all_vehicles.country_code,
    all_vehicles.launch_class_code,
    all_vehicles.is_listed,
    coalesce(article_counts.article_count, 0) as article_count,
from all_vehicles
left join article_counts
    on article_counts.vehicle_id = all_vehicles.vehicle_id  -- 1:1; null when no article names it
