-- The receipt that an article came in, and its place there.
-- Reads: staged.articles, raw.records, raw.receipts

select
    receipts.receipt_id as node_id,
    articles.article_id,
    concat_ws(
        ' · ',
        'source ' || receipts.source_id,
        receipts.locator_text,
        'record ' || records.position_count || ' of ' || (receipts.record_count + receipts.reject_count),
        receipts.content_bytes || ' bytes',
        'sha256 ' || receipts.content_sha256,
        'received ' || receipts.received_at
    ) as line_text,
    null::varchar as evidence_text,
    null::varchar as rule_id,
from staged.articles as articles
inner join raw.records as records
    on records.record_id = articles.record_id  -- n:1
inner join raw.receipts as receipts
    on receipts.receipt_id = records.receipt_id  -- n:1
where articles.article_id = $id
