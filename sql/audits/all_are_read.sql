-- Every article was read, or failed to be read with its reason, and not both.
-- Table: extracted.readings
-- Severity: critical
with fates as (
    select article_id from extracted.readings
    union all
    select article_id from extracted.read_rejects
)

select
    articles.article_id,
    count(fates.article_id) as fate_count,
from staged.articles as articles
left join fates
    on fates.article_id = articles.article_id  -- 1:1; null when the article was passed over
group by articles.article_id
having count(fates.article_id) <> 1
