-- The articles of one outlet, in order of publication.
-- Reads: modeled.articles

select
    article_id as node_id,
    article_id,
    concat_ws(' · ', published_date_min::varchar, '“' || nullif(title_text, '') || '”', launch_count || ' launches') as line_text,
    null::varchar as evidence_text,
    null::varchar as rule_id,
from modeled.articles
where outlet_id = $id
order by published_date_min nulls last, article_id
