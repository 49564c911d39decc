-- One launch site.
-- Reads: modeled.sites

select
    site_id as node_id,
    null::varchar as article_id,
    concat_ws(
        ' · ', site_name, country_code, 'latitude ' || latitude_deg, 'longitude ' || longitude_deg, article_count || ' articles'
    ) as line_text,
    null::varchar as evidence_text,
    null::varchar as rule_id,
from modeled.sites
where site_id = $id
