-- The articles that report it.
-- Reads: modeled.launch_event_mentions, staged.articles

select
    articles.article_id,
    articles.record_id,
    articles.source_id,
    articles.outlet_name,
    articles.url_text,
    articles.published_date_min,
    articles.published_date_max,
    articles.document_sha256,
    articles.title_text || chr(10) || chr(10) || articles.body_text as document_text,
from staged.articles as articles
where articles.article_id in (select article_id from modeled.launch_event_mentions where launch_event_id = $id)
order by articles.article_id
