-- What became of the records of a receipt: articles, duplicates, rejects, in order of place.
-- Reads: raw.records, raw.record_rejects, staged.articles, staged.duplicates, staged.article_rejects

select
    coalesce(articles.article_id, duplicates.article_id, records.record_id) as node_id,
    articles.article_id,
    concat_ws(
        ' · ',
        'record ' || records.position_count,
        '“' || nullif(articles.title_text, '') || '”',
        'duplicate of ' || duplicates.article_id || ' (' || duplicates.reason_code || ')',
        'rejected: ' || rejects.reason_code || ': ' || rejects.message_text
    ) as line_text,
    null::varchar as evidence_text,
    null::varchar as rule_id,
from raw.records as records
left join staged.articles as articles
    on articles.record_id = records.record_id  -- 1:1; null when the record became no article
left join staged.duplicates as duplicates
    on duplicates.record_id = records.record_id  -- 1:1; null when it is no copy
left join staged.article_rejects as rejects
    on rejects.record_id = records.record_id  -- 1:1; null when it was not refused
where records.receipt_id = $id
order by records.position_count
