-- One row per article, with its outlet, what it was read as, and the origin that it counts as.
-- Grain: article_id
-- Reads: staged.articles, staged.near_duplicates, extracted.readings, modeled._named_outlets
-- Articles of one outlet are one origin, and so are near-duplicates: they count as the outlet that had the text first.

with article_outlets as (
    select
        articles.article_id,
        named.outlet_id,
        near_duplicates.near_duplicate_group_id,
        coalesce(near_duplicates.near_duplicate_group_id, articles.article_id) as first_article_id,
    from staged.articles as articles
    left join modeled._named_outlets as named
        on named.outlet_text = articles.outlet_name  -- n:1; null when the article names no outlet
    left join staged.near_duplicates as near_duplicates
        on near_duplicates.article_id = articles.article_id  -- 1:1; null when nothing is like it
)

select
    articles.article_id,
    articles.source_id,
    articles.source_article_id,
    article_outlets.outlet_id,
    articles.url_text,
    articles.title_text,
    articles.published_date_min,
    articles.published_date_max,
    articles.published_precision_code,
    articles.published_method_code,
    articles.known_at,
    articles.received_at,
    articles.language_code,
    articles.is_read,
    readings.is_relevant,
    article_outlets.near_duplicate_group_id,
    coalesce(first_articles.outlet_id, article_outlets.first_article_id) as origin_id,
    coalesce(readings.launch_count, 0) as launch_count,
    coalesce(readings.claim_count, 0) as claim_count,
    coalesce(readings.reaction_count, 0) as reaction_count,
from staged.articles as articles
inner join article_outlets
    on article_outlets.article_id = articles.article_id  -- 1:1
left join article_outlets as first_articles
    on first_articles.article_id = article_outlets.first_article_id  -- n:1
left join extracted.readings as readings
    on readings.article_id = articles.article_id  -- 1:1; null when it was not read
