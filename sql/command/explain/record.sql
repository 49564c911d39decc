-- One record as received.
-- Reads: raw.records, raw.receipts

select
    records.record_id as node_id,
    records.receipt_id,
    null::varchar as article_id,
    concat_ws(
        ' · ', 'record ' || records.position_count, 'of ' || receipts.locator_text, 'sha256 ' || records.record_sha256
    ) as line_text,
    null::varchar as evidence_text,
    null::varchar as rule_id,
from raw.records as records
inner join raw.receipts as receipts
    on receipts.receipt_id = records.receipt_id  -- n:1
where records.record_id = $id
