-- Usual length of the newest articles of each source.
with params as (
    select 100 as newest_count  -- articles
),

newest as (
    select
        articles.source_id,
        articles.document_chars,
    from staged.articles as articles
    cross join params
    qualify row_number() over (
        partition by articles.source_id order by articles.received_at desc, articles.article_id
    ) <= params.newest_count
)

select
    source_id,
    median(document_chars)
from newest
group by source_id
order by source_id
