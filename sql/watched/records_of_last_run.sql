-- Records that the last run brought in.
select count(*)
from raw.records as records
inner join raw.receipts as receipts
    on receipts.receipt_id = records.receipt_id  -- n:1
where receipts.received_at = (select max(received_at) from raw.receipts)
