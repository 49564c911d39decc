-- Share of records that became articles or copies of articles, or that were forgotten on purpose.
select 1 - count(rejects.record_id) / nullif(count(*), 0) as kept_share
from raw.records as records
left join staged.article_rejects as rejects
    on rejects.record_id = records.record_id  -- 1:1; null when the record was not refused
        and rejects.reason_code <> 'forgotten'
