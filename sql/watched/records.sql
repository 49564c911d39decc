-- Records as received: how many, and how many the last run brought in.
select
    count(*) as records,
    count(*) filter (where receipts.received_at = (select max(received_at) from raw.receipts)) as records_of_last_run,
from raw.records as records
left join raw.receipts as receipts
    on receipts.receipt_id = records.receipt_id  -- n:1
