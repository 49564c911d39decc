-- Nothing is lost: every record became an article, a copy of one, or a refusal with its reason, and only one of these.
-- Table: staged.articles
-- Severity: critical
-- Rows: all
with fates as (
    select record_id, 'article' as fate_code from staged.articles
    union all
    select record_id, 'copy' as fate_code from staged.duplicates
    union all
    select record_id, 'refusal' as fate_code from staged.article_rejects
)

select
    records.record_id,
    count(fates.fate_code) as fate_count,
from raw.records as records
left join fates
    on fates.record_id = records.record_id  -- 1:1; null when the record was lost
group by records.record_id
having count(fates.fate_code) <> 1
