-- One row per newspaper, agency, broadcaster or site: those of the reference list, and those that articles name and the list lacks.
-- Grain: outlet_id
-- Reads: reference.outlets, modeled._named_outlets, staged.articles
-- An unlisted outlet bears the first of its spellings; nothing else is known of it.

with unlisted_outlets as (
    select
        outlet_id,
        min(outlet_text) as outlet_name,
    from modeled._named_outlets
    where not is_listed
    group by outlet_id
),

all_outlets as (
    select outlet_id, outlet_name, country_code, owner_name, is_state_media, timezone_name, true as is_listed
    from reference.outlets
    union all
    select
        outlet_id,
        outlet_name,
        null as country_code,
        null as owner_name,
        null as is_state_media,
        null as timezone_name,
        false as is_listed,
    from unlisted_outlets
),

article_counts as (
    select
        named.outlet_id,
        count(*)::integer as article_count,
    from staged.articles as articles
    inner join modeled._named_outlets as named
        on named.outlet_text = articles.outlet_name  -- n:1
    group by named.outlet_id
)

select
    all_outlets.outlet_id,
    all_outlets.outlet_name,
    all_outlets.country_code,
    all_outlets.owner_name,
    all_outlets.is_state_media,
    all_outlets.timezone_name,
    all_outlets.is_listed,
    coalesce(article_counts.article_count, 0) as article_count,
from all_outlets
left join article_counts
    on article_counts.outlet_id = all_outlets.outlet_id  -- 1:1; null when none of its own articles is here
