-- How their records came: receipt, place in it, and what a server answered.
-- Reads: modeled.launch_event_mentions, staged.articles, raw.records, raw.receipts, raw.fetches

select
    articles.article_id,
    records.record_id,
    records.receipt_id,
    records.position_count,
    records.byte_start,
    records.byte_end,
    records.record_sha256,
    receipts.source_id,
    receipts.locator_text,
    receipts.received_at,
    receipts.content_sha256,
    receipts.content_bytes,
    receipts.media_type_code,
    receipts.blob_name,
    receipts.blob_start,
    receipts.licence_text,
    fetches.url_text,
    fetches.final_url_text,
    fetches.fetched_at,
    fetches.http_code,
    fetches.address_text,
    fetches.headers_text,
    fetches.tool_name,
from staged.articles as articles
inner join raw.records as records
    on records.record_id = articles.record_id  -- 1:1
inner join raw.receipts as receipts
    on receipts.receipt_id = records.receipt_id  -- n:1
left join raw.fetches as fetches
    on fetches.source_id = receipts.source_id
        and fetches.url_text = receipts.locator_text
        and fetches.content_sha256 = receipts.content_sha256
        and fetches.outcome_code = 'fetched'  -- 1:n; null for what came in files, the first where it came twice
where articles.article_id in (select article_id from modeled.launch_event_mentions where launch_event_id = $id)
qualify row_number() over (partition by records.record_id order by fetches.fetched_at, fetches.fetch_id) = 1
order by records.record_id
