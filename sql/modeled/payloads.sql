-- One row per satellite or series of satellites: those of the reference list, and those that articles name and the list lacks.
-- Grain: payload_id
-- Reads: reference.payloads, modeled._named_payloads, extracted.article_launches
-- An unlisted payload bears the form that most articles use; its country is the one that launched it, where articles agree.

with named_counts as (
    select
        named.payload_id,
        named.payload_text,
        named.is_listed,
        named.launching_country_code,
        count(distinct article_launches.article_id) as article_count,
    from extracted.article_launches as article_launches
    inner join modeled._named_payloads as named
        on named.payload_text = article_launches.payload_name  -- n:1
    group by named.payload_id, named.payload_text, named.is_listed, named.launching_country_code
),

unlisted_payloads as (
    select
        payload_id,
        payload_text,
        launching_country_code,
    from named_counts
    where not is_listed
    qualify row_number() over (partition by payload_id order by article_count desc, payload_text) = 1
),

all_payloads as (
    select payload_id, payload_name, country_code, true as is_listed
    from reference.payloads
    union all
    select payload_id, payload_text as payload_name, launching_country_code as country_code, false as is_listed
    from unlisted_payloads
),

article_counts as (
    select
        payload_id,
        sum(article_count)::integer as article_count,
    from named_counts
    group by payload_id
)

select
    all_payloads.payload_id,
    all_payloads.payload_name,
    all_payloads.country_code,
    all_payloads.is_listed,
    coalesce(article_counts.article_count, 0) as article_count,
from all_payloads
left join article_counts
    on article_counts.payload_id = all_payloads.payload_id  -- 1:1; null when no article names it
