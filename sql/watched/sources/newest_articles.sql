-- The newest articles of each source: the share whose publication date and whose outlet is known, and their usual length.
with params as (
    select 100 as newest_count  -- articles
),

newest as (
    select
        articles.source_id,
        articles.published_date_max,
        articles.outlet_name,
        articles.document_chars,
    from staged.articles as articles
    cross join params
    qualify row_number() over (
        partition by articles.source_id order by articles.received_at desc, articles.article_id
    ) <= params.newest_count
)

select
    source_id,
    avg((published_date_max is not null)::integer) as newest_dated_share,
    avg((outlet_name is not null)::integer) as newest_outlet_share,
    median(document_chars) as newest_characters,
from newest
group by source_id
order by source_id
