-- Where the articles of a release come from, as its sources say: one row a source.
-- Reads: raw.receipts

select
    source_id,
    min(outlet_name) as outlet_name,
    min(licence_text) as licence_text,
from raw.receipts
group by source_id
order by source_id
