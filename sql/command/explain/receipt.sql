-- One file or response as received.
-- Reads: raw.receipts

select
    receipt_id as node_id,
    null::varchar as article_id,
    concat_ws(
        ' · ',
        'source ' || source_id,
        locator_text,
        media_type_code,
        content_bytes || ' bytes',
        record_count || ' records',
        reject_count || ' rejects',
        'sha256 ' || content_sha256,
        'received ' || received_at
    ) as line_text,
    null::varchar as evidence_text,
    null::varchar as rule_id,
from raw.receipts
where receipt_id = $id
