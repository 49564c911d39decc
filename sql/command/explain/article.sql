-- One article in one line.
-- Reads: staged.articles, extracted.readings

select
    articles.article_id as node_id,
    articles.article_id,
    concat_ws(
        ' · ',
        '“' || nullif(articles.title_text, '') || '”',
        articles.outlet_name,
        case
            when articles.published_date_min = articles.published_date_max then 'published ' || articles.published_date_min
            when articles.published_date_min is not null
                then 'published ' || articles.published_date_min || ' to ' || articles.published_date_max
            when articles.published_date_min is null then 'publication date unknown'
        end || ' (' || articles.published_method_code || ')',
        case when not articles.is_read then 'language ' || articles.language_code || ' is not read' end,
        case when readings.is_relevant then 'about a launch' when not readings.is_relevant then 'not about a launch' end
    ) as line_text,
    null::varchar as evidence_text,
    null::varchar as rule_id,
from staged.articles as articles
left join extracted.readings as readings
    on readings.article_id = articles.article_id  -- 1:1; null when it was not read
where articles.article_id = $id
